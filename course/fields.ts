/**
 * A YAML file of the course (chapter.yaml, exercise.yaml), read with suspicion.
 *
 * Whoever writes a chapter by hand mistypes a key, forgets one, or writes a number where a text
 * belongs. Each reading method here says so in one line that names the file and the field; `only`
 * catches the keys that nobody would ever read.
 */
/// <reference path="./memory.d.ts" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Document } from 'yaml';
import { remembered } from '../lib/typescript/memory.js';
import { offer } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** The place of a field in messages: its file and line, by its path (`programs.client`). */
type PlaceOf = (path: string) => string;

/** The fields of a YAML mapping. All methods throw UsageError. */
export class Fields {
  readonly #placeOf: PlaceOf;
  readonly #path: string;
  readonly #values: Readonly<Record<string, unknown>>;

  private constructor(placeOf: PlaceOf, path: string, value: unknown) {
    this.#placeOf = placeOf;
    this.#path = path;
    if (!isMapping(value)) this.#refuse(path, 'must hold `name: value` lines');
    this.#values = value;
  }

  /** Reads a file; `shownAs` is its name in messages. */
  static read(file: string, shownAs: string): Fields {
    const json = (text: string) => JSON.stringify(parsed(text, shownAs).value);
    // Every command reads the files of the whole course, which hardly ever change.
    const made = file.startsWith(ourFolder)
      ? remembered(file, json)
      : json(readFileSync(file, 'utf8'));
    const placeOf = (path: string) =>
      parsed(readFileSync(file, 'utf8'), shownAs).placeOf(path);
    return new Fields(placeOf, '', JSON.parse(made.split('\n', 1)[0] ?? ''));
  }

  /** Refuses every field but these. */
  only(...known: string[]): void {
    for (const name of Object.keys(this.#values)) {
      if (known.includes(name)) continue;
      this.#refuse(this.#field(name), `is not a field. ${offer(name, known)}`, '');
    }
  }

  /** A text that is not empty. */
  text(name: string): string {
    const value = this.#required(name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    return this.#refuse(this.#field(name), `must be a text, not ${show(value)}`);
  }

  /** A text that may be missing: then ''. */
  optionalText(name: string): string {
    return name in this.#values ? this.text(name) : '';
  }

  /** A name in small letters, digits and hyphens, or `otherwise` if there is none. */
  name(name: string, otherwise: string): string {
    const value = name in this.#values ? this.text(name) : otherwise;
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) return value;
    const kind = 'must be small letters, digits and hyphens';
    return this.#refuse(this.#field(name), `${kind}, not ${show(value)}`);
  }

  /** A whole number from `least` to `most`. */
  integer(name: string, least: number, most: number): number {
    const value = this.#required(name);
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) {
      return Number(value);
    }
    const range = `must be a whole number from ${least} to ${most}`;
    return this.#refuse(this.#field(name), `${range}, not ${show(value)}`);
  }

  /** A list of texts that may be missing: then it is empty. */
  texts(name: string): string[] {
    const value = this.#values[name] ?? [];
    if (!Array.isArray(value)) {
      return this.#refuse(this.#field(name), `must be a list, not ${show(value)}`);
    }
    for (const item of value) {
      if (typeof item === 'string' && item.trim() !== '') continue;
      // Unquoted, 01 is the number 1 to YAML.
      const advice = `holds ${show(item)}, which is no text: put it in quotation marks`;
      return this.#refuse(this.#field(name), advice);
    }
    return value as string[];
  }

  /** A list of at least one of the `known` texts. */
  someOf(name: string, known: readonly string[]): string[] {
    this.#required(name);
    const values = this.texts(name);
    const [stranger] = values.filter((value) => !known.includes(value));
    if (stranger === undefined && values.length > 0) return values;
    const found = stranger === undefined ? 'is empty' : `holds ${show(stranger)}`;
    return this.#refuse(
      this.#field(name),
      `${found}. ${offer(stranger ?? '', known)}`,
      '',
    );
  }

  /** A list of at least one chapter number: two digits, or a letter for an appendix. */
  chapterNumbers(name: string): string[] {
    this.#required(name);
    const values = this.texts(name);
    const [stranger] = values.filter((value) => !/^(\d\d|[a-z])$/.test(value));
    if (stranger === undefined && values.length > 0) return values;
    const found = stranger === undefined ? 'is empty' : `holds ${show(stranger)}`;
    const advice = 'Chapters go by their numbers: "03", or a for an appendix.';
    return this.#refuse(this.#field(name), `${found}. ${advice}`, '');
  }

  /** A mapping of mappings, in the order of the file, that may be missing: then it is empty. */
  mappings(name: string): [name: string, fields: Fields][] {
    const path = this.#field(name);
    const value = this.#values[name] ?? {};
    if (!isMapping(value)) this.#refuse(path, 'must hold `name: …` lines');
    return Object.entries(value).map(([key, inner]) => [
      key,
      new Fields(this.#placeOf, `${path}.${key}`, inner),
    ]);
  }

  /** A mapping that may be missing. */
  mapping(name: string): Fields | undefined {
    if (!this.has(name)) return undefined;
    return new Fields(this.#placeOf, this.#field(name), this.#values[name]);
  }

  /** A list whose items are texts or mappings, and that is not empty. */
  textsOrMappings(name: string): (string | Fields)[] {
    const value = this.#required(name);
    const path = this.#field(name);
    if (!Array.isArray(value) || value.length === 0) {
      return this.#refuse(path, `must be a list, not ${show(value)}`);
    }
    return value.map((item, index) =>
      typeof item === 'string'
        ? item
        : new Fields(this.#placeOf, `${path}[${index}]`, item),
    );
  }

  /** Whether there is such a field. */
  has(name: string): boolean {
    return name in this.#values;
  }

  /** Whatever stands there, undefined if nothing does: for who can judge it himself. */
  value(name: string): unknown {
    return this.#values[name];
  }

  /** Throws a UsageError about the mapping as a whole, or about one of its fields. */
  refuse(what: string, name?: string): never {
    return this.#refuse(name === undefined ? this.#path : this.#field(name), what);
  }

  #required(name: string): unknown {
    const value = this.#values[name];
    if (value === undefined || value === null) {
      this.#refuse(this.#field(name), 'is missing');
    }
    return value;
  }

  #field(name: string): string {
    return this.#path ? `${this.#path}.${name}` : name;
  }

  #refuse(path: string, what: string, end = '.'): never {
    const subject = path === '' ? 'the file' : path;
    throw new UsageError(`${this.#placeOf(path)}: ${subject} ${what}${end}`);
  }
}

/** Where what was read is remembered. Of a course elsewhere, in a test, nothing is left behind. */
const ourFolder = fileURLToPath(new URL('..', import.meta.url));

/** The value in a text of YAML, and how to name the place of a field in it. Throws UsageError. */
function parsed(text: string, shownAs: string) {
  const { LineCounter, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [error] = document.errors;
  const placeAt = (offset: number) =>
    `${shownAs}:${Math.max(1, lineCounter.linePos(offset).line)}`;
  if (error) {
    // The first line of yaml's message names the place; a drawing of it follows.
    const [what = ''] = error.message.split(/ at line |:?\n/);
    throw new UsageError(`${placeAt(error.pos[0])}: this is not YAML: ${what}.`);
  }
  const placeOf = (path: string) => placeAt(offsetOf(document, path));
  return { value: document.toJS() ?? null, placeOf };
}

/** Mostly all is remembered: then it need not even be loaded, which would take as long as all the rest. */
function yaml(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml');
}

/** Where a field begins in its file, or the field around it where it is missing. */
function offsetOf(document: Document, path: string): number {
  const { isMap, isScalar, isSeq } = yaml();
  let node: unknown = document.contents;
  let offset = 0;
  for (const name of path.match(/[^.[\]]+/g) ?? []) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === name,
      );
      if (pair === undefined) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(name)];
    }
  }
  return offset;
}

/** Whether a value has fields: no list, no null. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
