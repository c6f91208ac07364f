/**
 * Which names the listings of a text show, and what they are. All that goes into a file that the
 * page fetches when somebody first asks: most readers of most pages never do.
 */

import type { Explanation, ExplanationsFile } from '../client/explanations-file.ts';
import { addressFrom } from '../page/addresses.ts';
import { hashedFile } from '../page/hashed-name.ts';
import { html } from '../page/markup.ts';
import type { Output } from '../page/page.ts';
import { pieceHtml } from './code-elements.ts';
import type { CodeLine } from './code-lines.ts';
import type { ShownPart } from './shown-parts.ts';
import type { FileFacts, NameFact } from './types/facts.ts';

/** Where the site describes what the library declares, if it does. */
type DescribedAt = (declared: {
  readonly file: string;
  readonly name: string;
}) => string | undefined;

/** What the names in the listings of all texts are. */
export class Explanations {
  readonly #facts: ReadonlyMap<string, FileFacts>;
  readonly #describedAt: DescribedAt;
  readonly #texts = new Map<string, ExplanationsOfText>();

  constructor(facts: ReadonlyMap<string, FileFacts>, describedAt: DescribedAt) {
    this.#facts = facts;
    this.#describedAt = describedAt;
  }

  /**
   * Notes the names of a block, and answers what its element says in `data-names`: the file's
   * address and the block's place in it. Undefined if the compiler knows nothing of the file.
   */
  note(part: ShownPart, lines: readonly CodeLine[]): string | undefined {
    const facts = this.#facts.get(part.file);
    if (facts === undefined) return undefined;
    const key = `${part.text} ${part.page}`;
    let names = this.#texts.get(key);
    if (names === undefined) {
      names = new ExplanationsOfText(part.page, this.#describedAt);
      this.#texts.set(key, names);
    }
    const place = names.add(facts, lines);
    return place === undefined ? undefined : `${key}#${place}`;
  }

  /** Puts the files' addresses into a page, in place of what `note` has answered. */
  settle(page: string): string {
    return page.replace(/data-names="([^"#]+)#/g, (all, key: string) => {
      const names = this.#texts.get(key);
      return names === undefined ? all : `data-names="${names.address}#`;
    });
  }

  /** The files, once all pages are made. */
  outputs(): Output[] {
    return [...this.#texts.values()].map(({ output }) => output);
  }
}

class ExplanationsOfText {
  readonly #page: string;
  readonly #describedAt: DescribedAt;
  readonly #explanations: Explanation[] = [];
  readonly #places = new Map<string, number>();
  readonly #placeOfFact = new Map<NameFact, number>();
  readonly #blocks: number[][] = [];
  #output: Output | undefined;

  constructor(page: string, describedAt: DescribedAt) {
    this.#page = page;
    this.#describedAt = describedAt;
  }

  add(facts: FileFacts, lines: readonly CodeLine[]): number | undefined {
    const block: number[] = [];
    let start = 0;
    let last = 0;
    const byLine = namesByLine(facts);
    for (const { number, cut, text } of lines) {
      for (const [column, length, place] of byLine.get(number) ?? []) {
        const fact = facts.facts[place];
        if (fact === undefined) continue;
        const at = start + column - 1 - cut;
        block.push(at - last, length, this.#place(fact));
        last = at + length;
      }
      start += text.length + 1;
    }
    return block.length === 0 ? undefined : this.#blocks.push(block) - 1;
  }

  /** Where the file lies, seen from its page. */
  get address(): string {
    return addressFrom(this.#page, this.output.path);
  }

  get output(): Output {
    if (this.#output === undefined) {
      const file: ExplanationsFile = {
        explanations: this.#explanations,
        blocks: this.#blocks,
      };
      this.#output = hashedFile('assets/names', 'json', JSON.stringify(file));
    }
    return this.#output;
  }

  #place(fact: NameFact): number {
    const before = this.#placeOfFact.get(fact);
    if (before !== undefined) return before;
    const path = fact.declared && this.#describedAt(fact.declared);
    const explanation = explanationOf(fact, path && addressFrom(this.#page, path));
    const key = explanation.join('\n');
    // Another file may say the very same of the name.
    const place = this.#places.get(key) ?? this.#explanations.push(explanation) - 1;
    this.#places.set(key, place);
    this.#placeOfFact.set(fact, place);
    return place;
  }
}

function explanationOf(fact: NameFact, address: string | undefined): Explanation {
  const { code, words } = htmlOf(fact);
  if (address !== undefined) return [code, words, address];
  return fact.sentence === undefined ? [code] : [code, words];
}

type NameInLine = readonly [column: number, length: number, place: number];

const known = new WeakMap<FileFacts, Map<number, NameInLine[]>>();

function namesByLine(facts: FileFacts): ReadonlyMap<number, readonly NameInLine[]> {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const byLine = new Map<number, NameInLine[]>();
  const { names } = facts;
  for (let at = 0; at < names.length; at += 4) {
    const [line = 0, column = 0, length = 0, place = 0] = names.slice(at, at + 4);
    const inLine = byLine.get(line) ?? [];
    inLine.push([column, length, place]);
    byLine.set(line, inLine);
  }
  // The compiler's tree is not in the order of the text where there are decorators or types.
  for (const inLine of byLine.values()) inLine.sort(([one], [other]) => one - other);
  known.set(facts, byLine);
  return byLine;
}

interface FactHtml {
  readonly code: string;
  readonly words: string;
}

/** What the compiler says of a file is kept from build to build, and so is the HTML of it. */
const htmlOfFacts = new WeakMap<NameFact, FactHtml>();

function htmlOf(fact: NameFact): FactHtml {
  let shown = htmlOfFacts.get(fact);
  if (shown === undefined) {
    shown = { code: codeHtml(fact.code), words: sentenceHtml(fact.sentence) };
    htmlOfFacts.set(fact, shown);
  }
  return shown;
}

function codeHtml(pieces: readonly string[]): string {
  const shown = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const [role = '', text = ''] = pieces.slice(at, at + 2);
    shown.push(pieceHtml(text, role));
  }
  return html`${shown}`.text;
}

/** A sentence of a docstring: links show their words, and what stands in backticks is code. */
function sentenceHtml(sentence = ''): string {
  const plain = sentence
    .replace(
      /\{@link\w* ([^}|\s]+)(?:[|\s]+([^}]+))?\}/g,
      (_all, name, words) => words ?? name,
    )
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
  return plain
    .split('`')
    .map((text, index) => (index % 2 === 1 ? html`<code>${text}</code>` : html`${text}`))
    .join('');
}
