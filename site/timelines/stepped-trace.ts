/** The run behind a timeline as the player wants it: with the code of the programs that made it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredReplay } from '../../course/literate/buffer-samples.ts';
import { Fault } from '../../course/literate/problem.ts';
import type {
  SourceLine,
  SteppedSource,
  SteppedTrace,
} from '../client/stepper/stepped-trace.ts';
import { elementOf } from '../listings/code-elements.ts';
import type { Highlighter } from '../listings/highlight.ts';

// What is shown of a file around a line that makes a call.
const LINES_AROUND = 12;
const MARKER = /^\s*\/\/ #(?:end)?region\b/;

/** Where the code lies, and how it is shown. */
interface CodeSource {
  readonly root: string;
  readonly highlight: Highlighter;
}

/** Puts a run and the code together. Throws `Fault` for a line of a file that is not there. */
export function steppedTrace(
  code: CodeSource,
  title: string,
  replay: MeasuredReplay,
): SteppedTrace {
  const numbers = new Map<string, Set<number>>();
  for (const { line } of replay.calls) {
    const [, file, number] = /^(.*):(\d+)$/.exec(line ?? '') ?? [];
    if (file === undefined) continue;
    const known = numbers.get(file) ?? new Set();
    numbers.set(file, known.add(Number(number)));
  }
  const sources = [...numbers].map(([file, lines]) => sourceOf(code, file, lines));
  return { title, ...replay, sources };
}

function sourceOf(
  { root, highlight }: CodeSource,
  file: string,
  numbers: ReadonlySet<number>,
): SteppedSource {
  const path = join(root, file);
  if (!existsSync(path)) {
    throw new Fault(
      `a recorded call comes from ${file}, which is gone; run \`npm run refresh\`.`,
    );
  }
  const lines = highlight(readFileSync(path, 'utf8'), 'ts').map(
    (pieces, index): SourceLine => ({
      number: index + 1,
      pieces: pieces.map(({ text, role }) => [text, elementOf(role) ?? ''] as const),
    }),
  );
  const isNear = (number: number) =>
    [...numbers].some((each) => Math.abs(each - number) <= LINES_AROUND);
  const shown = lines.filter(
    ({ number, pieces }) =>
      isNear(number) && !MARKER.test(pieces.map(([text]) => text).join('')),
  );
  return { file, lines: shown };
}
