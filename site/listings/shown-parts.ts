/**
 * Which part of which file is shown where: every listing of the site has an anchor, and whoever
 * knows a file and a line finds the listings that show them.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { readPurpose } from '../../course/literate/fence-purpose.ts';
import { findReadmes } from '../../course/literate/files.ts';
import { Fault } from '../../course/literate/problem.ts';
import { locate } from '../../course/literate/quotation.ts';
import { parseReadme } from '../../course/literate/readme.ts';
import { linesOf } from '../../course/literate/regions.ts';
import { pageFor } from '../page/addresses.ts';
import type { Sources } from './sources.ts';

/** A fence that shows a part of a file, or the difference of two. */
export interface ShownPart {
  /** The text that holds the fence, relative to the repository's root. */
  readonly text: string;
  /** The line of the fence in it, counted from 1. */
  readonly line: number;
  /** What the fence asks for, as written. */
  readonly info: string;
  /** The path of the page. */
  readonly page: string;
  /** The listing's id on the page. */
  readonly anchor: string;
  /** The file that is shown, relative to the repository's root. */
  readonly file: string;
  readonly region: string | undefined;
  /** The numbers of its lines that are shown. */
  readonly numbers: readonly number[];
}

/** A fence that asks for a listing or a difference. */
export type FenceInText = Pick<ShownPart, 'text' | 'line' | 'info' | 'page'>;

/** A file's name as a text calls it: short where the file is its own, else with its folder. */
export function nameIn(text: string, file: string): string {
  return posix.relative(dirname(text), file).replace(/^(?:\.\.\/)+/, '');
}

/** The id of the listing that shows a file, or a region of it, in a text. */
export function listingAnchor(text: string, file: string, region?: string): string {
  const name = nameIn(text, file).replace(/\.[a-z]+$/, '');
  const words = [name, ...(region === undefined ? [] : [region])];
  return ['listing', ...words].join('-').replace(/[^\w-]+/g, '-');
}

/** What a fence shows; undefined if it is no part of a file. Throws a `Fault`. */
export function partOf(sources: Sources, fence: FenceInText): ShownPart | undefined {
  const purpose = readPurpose(fence.info);
  if (purpose.kind !== 'listing' && purpose.kind !== 'difference') return undefined;
  const reference = purpose.kind === 'listing' ? purpose.file : purpose.to;
  const { file, region } = locate(reference, { root: sources.root, file: fence.text });
  const lines = linesOf(sources.read(file), region);
  return {
    ...fence,
    anchor: listingAnchor(fence.text, file, region),
    file,
    region,
    numbers: lines.map(({ number }) => number),
  };
}

/** All listings of the site. */
export class ShownParts {
  readonly all: readonly ShownPart[];
  readonly #byFile = new Map<string, ShownPart[]>();

  constructor(parts: readonly ShownPart[]) {
    this.all = parts;
    for (const part of parts) {
      const others = this.#byFile.get(part.file);
      if (others === undefined) this.#byFile.set(part.file, [part]);
      else others.push(part);
    }
  }

  /** The listings of a file, in the order of the pages. */
  ofFile(file: string): readonly ShownPart[] {
    return this.#byFile.get(file) ?? [];
  }

  /** The listings that show a line of a file. */
  ofLine(file: string, line: number): readonly ShownPart[] {
    return this.ofFile(file).filter(({ numbers }) => numbers.includes(line));
  }

  /** The listing that a fence is, if it stands in a text that was searched. */
  ofFence({ text, line, info }: FenceInText): ShownPart | undefined {
    const same = this.all.filter((part) => part.text === text && part.info === info);
    return same.find((part) => part.line === line) ?? same[0];
  }
}

/** Finds all listings of a repository. Those with a fault are told when their page is made. */
export function findShownParts(sources: Sources): ShownParts {
  const parts = findReadmes(sources.root).flatMap((text) => {
    const page = pageFor(text);
    return page === undefined ? [] : partsIn(sources, text, page);
  });
  return new ShownParts(parts);
}

function partsIn(sources: Sources, text: string, page: string): ShownPart[] {
  const taken = new Map<string, number>();
  return fencesIn(join(sources.root, text)).flatMap((fence) => {
    const part = attempt(() => partOf(sources, { ...fence, text, page }));
    if (part === undefined) return [];
    const times = (taken.get(part.anchor) ?? 0) + 1;
    taken.set(part.anchor, times);
    return times === 1 ? [part] : [{ ...part, anchor: `${part.anchor}-${times}` }];
  });
}

interface FenceLine {
  readonly line: number;
  readonly info: string;
}

// To read a text as Markdown takes longer than all the rest.
const kept = new Map<string, { readonly text: string; readonly fences: FenceLine[] }>();

function fencesIn(path: string): readonly FenceLine[] {
  const text = readFileSync(path, 'utf8');
  const before = kept.get(path);
  if (before?.text === text) return before.fences;
  const fences = parseReadme(text).fences.map(({ line, info }) => ({ line, info }));
  kept.set(path, { text, fences });
  return fences;
}

function attempt<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
