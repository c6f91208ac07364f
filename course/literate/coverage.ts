/**
 * Coverage: which lines of code some chapter quotes, and which none does.
 *
 * It is asked of the chapters' programs, and of the library. A line that no chapter shows is a
 * line that no reader understands. Imports, blank lines and the comment that opens a file (prose
 * already) go without saying; other exceptions stand in exceptions.yaml, each with a reason.
 */
import { dirname } from 'node:path';
import { EXCEPTIONS, type Exception } from './exceptions.ts';
import { cite, type Problem } from './problem.ts';
import type { Quotation } from './quotation.ts';
import type { Line, Source } from './regions.ts';

/** How many lines should be quoted, are quoted, and are excepted. */
export interface Coverage {
  readonly lines: number;
  readonly quoted: number;
  readonly excepted: number;
  readonly problems: readonly Problem[];
}

/** Finds lines and regions of source files that nothing quotes, and exceptions that are none. */
export function cover(
  sources: readonly Source[],
  quotations: readonly Quotation[],
  exceptions: readonly Exception[],
): Coverage {
  const problems: Problem[] = [];
  const used = new Set<Exception>();
  const count = { lines: 0, quoted: 0, excepted: 0 };
  for (const source of sources) {
    const about = quotations.filter(({ file }) => file === source.file);
    const numbers = new Set(about.flatMap((quotation) => quotation.numbers));
    const names = new Set(about.map(({ region }) => region));
    const excepting = exceptions.filter(({ file }) => file === source.file);
    // Unquoted lines without a quoted one in between are told together.
    let gap: Line[] = [];
    const endGap = () => {
      if (gap.length > 0) problems.push(unquotedLines(source, gap));
      gap = [];
    };
    for (const line of linesToQuote(source)) {
      count.lines++;
      const exception = excepting.find((each) => excepts(each, line, source));
      if (!numbers.has(line.number) && !exception) {
        gap.push(line);
        continue;
      }
      endGap();
      if (numbers.has(line.number)) count.quoted++;
      else if (exception) {
        count.excepted++;
        used.add(exception);
      }
    }
    endGap();
    for (const region of source.regions.values()) {
      if (names.has(region.name)) continue;
      if (excepting.some((each) => each.region === region.name)) continue;
      problems.push(unquotedRegion(source, region.name, region.opens));
    }
  }
  problems.push(...exceptions.filter((each) => !used.has(each)).map(uselessException));
  return { ...count, problems };
}

/** The lines of a source file that a README should quote. */
export function linesToQuote(source: Source): Line[] {
  let importing = false;
  let opening = source.lines[0]?.text.startsWith('/**') ?? false;
  return source.lines.filter(({ text }) => {
    if (opening) {
      opening = !text.includes('*/');
      return false;
    }
    importing ||= /^import\b(?!\s*[(.])/.test(text);
    if (!importing) return text.trim() !== '';
    // An import may take several lines; the module's name is on its last.
    importing = !/(?:\bfrom|^import)\s*['"]/.test(text);
    return false;
  });
}

function excepts(exception: Exception, line: Line, source: Source): boolean {
  if (exception.text !== undefined) return line.text.trim() === exception.text;
  const region = source.regions.get(exception.region ?? '');
  return !!region && line.number > region.opens && line.number < region.closes;
}

function unquotedLines(source: Source, lines: readonly Line[]): Problem {
  const first = lines[0]?.number ?? 1;
  const last = lines.at(-1)?.number ?? first;
  const range = first === last ? `line ${first}` : `lines ${first}–${last}`;
  return problem(
    source,
    first,
    `no chapter quotes ${range} of ${source.file}:${first}, ${cite(lines[0]?.text)}; quote ` +
      `${first === last ? 'it' : 'them'} ${placeFor(source)}, or give a reason in ${EXCEPTIONS}.`,
  );
}

function unquotedRegion(source: Source, name: string, line: number): Problem {
  return problem(
    source,
    line,
    `no chapter quotes region ${name} of ${source.file}:${line}; quote it ` +
      `${placeFor(source)}, or remove its markers.`,
  );
}

/** A program is quoted in the README beside it, the library in whichever chapter opens it. */
function problem(source: Source, line: number, message: string): Problem {
  return isLibrary(source)
    ? { file: source.file, line, message, mendable: false }
    : { file: `${dirname(source.file)}/README.md`, line: 1, message, mendable: false };
}

function placeFor(source: Source): string {
  return isLibrary(source) ? 'in the chapter that opens it' : 'here';
}

function isLibrary({ file }: Source): boolean {
  return file.startsWith('lib/');
}

function uselessException({ file, region, text }: Exception): Problem {
  const what = text === undefined ? `region ${region}` : cite(text);
  const message = `${what} of ${file} is quoted or gone; remove this exception.`;
  return { file: EXCEPTIONS, line: 1, message, mendable: false };
}
