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
import type { Site } from '../site.ts';

// What is shown of a file around a line that makes a call.
const LINES_AROUND = 12;
const MARKER = /^\s*\/\/ #(?:end)?region\b/;

/** Puts a run and the code together. Throws `Fault` for a line of a file that is not there. */
export function steppedTrace(
  site: Site,
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
  const sources = [...numbers].map(([file, lines]) => sourceOf(site, file, lines));
  return { title, ...replay, sources };
}

function sourceOf(site: Site, file: string, numbers: ReadonlySet<number>): SteppedSource {
  const path = join(site.root, file);
  if (!existsSync(path)) {
    throw new Fault(
      `a recorded call comes from ${file}, which is gone; run \`npm run refresh\`.`,
    );
  }
  const lines = site.listings.highlight(readFileSync(path, 'utf8'), 'ts').map(
    (pieces, index): SourceLine => ({
      number: index + 1,
      pieces: pieces.map(({ text, role }) => [text, role] as const),
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
