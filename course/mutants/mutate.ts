/**
 * All mutants of a file in one file, made by StrykerJS's instrumenter: with each of its mutators,
 * none left out. Which mutant is alive is asked at run time (`globalThis.__stryker__`), so that one
 * process can judge them all, one after the other. Stryker's own runner is left out: it knows no
 * judge that starts anew after an answer which hangs.
 */
import { type File, Instrumenter } from '@stryker-mutator/instrumenter';

/** One change to a file. */
export interface Mutant {
  /** By which the file knows it. */
  readonly id: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** The lines that it changes, joined to one, and which they are if others change alike. */
  readonly from: string;
  /** The same with the change made. */
  readonly to: string;
}

/** A file that behaves as before, unless one of its mutants is alive. */
export interface Mutated {
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

/** Makes the mutants of a file. @throws {Error} if a comment in it keeps Stryker from making some. */
export async function mutate(name: string, content: string): Promise<Mutated> {
  const source: File = { name, content, mutate: true };
  const everything = { plugins: null, excludedMutations: [], ignorers: [] };
  const made = await new Instrumenter(silent).instrument([source], everything);
  const mutants = made.mutants.map(({ id, status, location, replacement }) => {
    if (status !== undefined) {
      throw new Error(`${name} has a comment that leaves out mutants: remove it.`);
    }
    const line = location.start.line + 1;
    return { id, line, ...linesChanged(content, location, replacement) };
  });
  return { text: made.files[0]?.content ?? '', mutants: mutants.map(numbered) };
}

/** Adds `(2 of 3)` to a change that is made in several places. */
function numbered(mutant: Mutant, _: number, all: readonly Mutant[]): Mutant {
  const alike = all.filter(({ from, to }) => from === mutant.from && to === mutant.to);
  const places = [...new Set(alike.map(({ line }) => line))].sort((a, b) => a - b);
  if (places.length === 1) return mutant;
  const place = `(${places.indexOf(mutant.line) + 1} of ${places.length})`;
  return { ...mutant, from: `${mutant.from} ${place}` };
}

type Range = Awaited<
  ReturnType<Instrumenter['instrument']>
>['mutants'][number]['location'];

/** The lines in which something is replaced, before and after. */
export function linesChanged(
  content: string,
  { start, end }: Range,
  replacement: string,
): Pick<Mutant, 'from' | 'to'> {
  const lines = content.split('\n');
  const before = (lines[start.line] ?? '').slice(0, start.column);
  const after = (lines[end.line] ?? '').slice(end.column);
  const from = lines.slice(start.line, end.line + 1).join('\n');
  return { from: inOneLine(from), to: inOneLine(before + replacement + after) };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const ignore = () => {};
const no = () => false;
/** What the instrumenter does it would tell at length. */
const silent: ConstructorParameters<typeof Instrumenter>[0] = {
  ...{ isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no },
  ...{ isWarnEnabled: no, isErrorEnabled: no, isFatalEnabled: no },
  ...{ trace: ignore, debug: ignore, info: ignore },
  ...{ warn: ignore, error: ignore, fatal: ignore },
};
