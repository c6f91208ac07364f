/**
 * Listings and differences: what a README quotes from source files, word by word.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { structuredPatch } from 'diff';
import { type Purpose, readPurpose } from './fence-purpose.ts';
import { Fault } from './problem.ts';
import { dedent, type Line, linesOf, parseSource } from './regions.ts';

/** What a fence quotes: which lines of which file. */
export interface Quotation {
  /** The lines as the fence shows them. */
  readonly shown: readonly string[];
  /** The source file, relative to the repository's root. */
  readonly file: string;
  /** The region that the fence names, if it names one. */
  readonly region: string | undefined;
  /** The numbers of the quoted lines in that file. */
  readonly numbers: readonly number[];
}

/** Where a quotation is read: the repository, and the README's path in it. */
export interface Place {
  readonly root: string;
  readonly file: string;
}

/** The lines that a difference shows around each change. */
const CONTEXT_LINES = 3;

/** What a fence quotes, or undefined if it quotes nothing; throws a `Fault` if it can't be read. */
export function quotationFor(purpose: Purpose, place: Place): Quotation | undefined {
  if (purpose.kind === 'listing') return listing(purpose.file, place);
  if (purpose.kind === 'difference') return difference(purpose.from, purpose.to, place);
  return undefined;
}

/** All quotations of a README that can be read; the faults of others are not reported here. */
export function quotationsIn(
  fences: readonly { info: string }[],
  place: Place,
): Quotation[] {
  return fences.flatMap(({ info }) => {
    try {
      return quotationFor(readPurpose(info), place) ?? [];
    } catch (error) {
      if (error instanceof Fault) return [];
      throw error;
    }
  });
}

/** A path with `/` between its parts, relative to the repository's root. */
export function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

interface Passage {
  readonly file: string;
  readonly region: string | undefined;
  readonly lines: readonly Line[];
}

function listing(reference: string, place: Place): Quotation {
  const { file, region, lines } = passage(reference, place);
  if (lines.every((line) => line.text.trim() === '')) {
    throw new Fault(`${reference} holds no line of code; quote a region that does.`);
  }
  return {
    shown: dedent(lines.map((line) => line.text)),
    file,
    region,
    numbers: lines.map((line) => line.number),
  };
}

function difference(from: string, to: string, place: Place): Quotation {
  const older = passage(from, place);
  const newer = passage(to, place);
  const text = (lines: readonly Line[]) =>
    `${dedent(lines.map((line) => line.text)).join('\n')}\n`;
  const patch = structuredPatch(
    from,
    to,
    text(older.lines),
    text(newer.lines),
    undefined,
    undefined,
    { context: CONTEXT_LINES },
  );
  if (patch.hunks.length === 0) {
    throw new Fault(`${from} and ${to} do not differ; name two files that do.`);
  }
  const shown = patch.hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    // An empty line of context would be a single space, which editors remove.
    ...hunk.lines.map((line) => (line === ' ' ? '' : line)),
  ]);
  return {
    shown,
    file: newer.file,
    region: newer.region,
    // All of it, not only what is shown: the rest is the older file's, which has to be
    // quoted itself.
    numbers: newer.lines.map((line) => line.number),
  };
}

function passage(reference: string, place: Place): Passage {
  const { file, region } = locate(reference, place);
  const source = parseSource(file, readFileSync(join(place.root, file), 'utf8'));
  return { file, region, lines: linesOf(source, region) };
}

/**
 * The file that a reference such as `server.ts#accept` means, relative to the repository's root,
 * and its region. Throws a `Fault` if there is no such file.
 */
export function locate(
  reference: string,
  place: Place,
): { readonly file: string; readonly region: string | undefined } {
  const [path = '', region] = reference.split('#', 2);
  const absolute = join(place.root, dirname(place.file), path);
  const file = relativePath(place.root, absolute);
  if (isAbsolute(path) || file.startsWith('../')) {
    throw new Fault(
      `${path} is outside the repository; quote a file by its path from the README.`,
    );
  }
  if (!existsSync(absolute) || !statSync(absolute).isFile()) {
    throw new Fault(`there is no file ${file}; correct \`${reference}\`.`);
  }
  return { file, region };
}
