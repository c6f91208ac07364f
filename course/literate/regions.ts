/**
 * Source files, and the named regions in them that chapters quote.
 *
 * A region lies between the lines `// #region name` and `// #endregion`. Regions may
 * nest, but not overlap, and a name is used once in a file: a listing must mean one
 * place. The marker lines themselves are never shown.
 */
import { Fault } from './problem.ts';

/** A line of a source file that is not a region marker. */
export interface Line {
  /** The line's number in its file, counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A named region: the numbers of its first and last marker. */
export interface Region {
  readonly name: string;
  readonly opens: number;
  readonly closes: number;
}

/** A source file without its region markers, and what they said. */
export interface Source {
  /** The path, relative to the repository's root. */
  readonly file: string;
  readonly lines: readonly Line[];
  readonly regions: ReadonlyMap<string, Region>;
}

const MARKER = /^\s*\/\/\s*#(end)?region\b\s*(.*?)\s*$/;

/** Splits text into lines, whatever ends them; a final newline starts no further line. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Reads a source file's lines and regions; throws a `Fault` for markers that don't match. */
export function parseSource(file: string, text: string): Source {
  const lines: Line[] = [];
  const regions = new Map<string, Region>();
  const open: { name: string; number: number }[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    const number = index + 1;
    const marker = MARKER.exec(line);
    if (!marker) {
      lines.push({ number, text: line });
      continue;
    }
    const name = marker[2] ?? '';
    if (!marker[1]) {
      if (!/^[\w-]+$/.test(name)) {
        throw new Fault(
          `${file}:${number} opens a region without a one-word name; ` +
            'write `// #region name`.',
        );
      }
      const other =
        regions.get(name)?.opens ?? open.find((region) => region.name === name)?.number;
      if (other !== undefined) {
        throw new Fault(
          `${file} has two regions named ${name}, on lines ${other} and ${number}; ` +
            'rename one.',
        );
      }
      open.push({ name, number });
      continue;
    }
    const region = open.pop();
    if (!region) {
      throw new Fault(
        `${file}:${number} ends a region, but none is open; remove the line.`,
      );
    }
    if (name !== '' && name !== region.name) {
      throw new Fault(
        `${file}:${number} ends region ${name}, but the one open there is ` +
          `${region.name}; regions may nest, not overlap.`,
      );
    }
    regions.set(region.name, { name: region.name, opens: region.number, closes: number });
  }
  const unended = open.pop();
  if (unended) {
    throw new Fault(
      `${file}:${unended.number} opens region ${unended.name}, which never ends; ` +
        'add `// #endregion`.',
    );
  }
  return { file, lines, regions };
}

/** The lines of a region, or of the whole file; throws a `Fault` if there is no such region. */
export function linesOf(source: Source, name?: string): readonly Line[] {
  if (name === undefined) return source.lines;
  const region = source.regions.get(name);
  if (!region) {
    const known = [...source.regions.keys()].join(', ') || 'none';
    throw new Fault(
      `${source.file} has no region ${name} (it has: ${known}); ` +
        'correct the name, or add the region to the file.',
    );
  }
  return source.lines.filter(
    (line) => line.number > region.opens && line.number < region.closes,
  );
}

/** Removes the indentation that all lines share, so that an inner block starts at the margin. */
export function dedent(lines: readonly string[]): string[] {
  const indentations = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const shared = indentations.length > 0 ? Math.min(...indentations) : 0;
  return lines.map((line) => line.slice(shared));
}
