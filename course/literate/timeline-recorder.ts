/**
 * Records a run for its picture: starts a program with all that it talks to, as `course run`
 * does, and reads what each of them has written down of its calls.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parseRecord, type TracedProgram } from '../../lib/trace/index.ts';
import type { Cast } from '../run/cast.ts';
import { RunFailure } from '../run/child.ts';
import { runTogether } from '../run/perform.ts';
import { Fault } from './problem.ts';

/** Records a run. Answers the programs in the order of the cast, the main one first. */
export type TimelineRecorder = (cast: Cast) => Promise<TracedProgram[]>;

// Whatever else the machine does can only make a run longer.
const TRIES = 5;

/** Records the run a few times and answers the quickest. Throws a `Fault` if there is none. */
export const recordQuickest: TimelineRecorder = async (cast) => {
  let quickest: TracedProgram[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const programs = await record(cast);
    if (attempt === 0 || lengthOf(programs) < lengthOf(quickest)) quickest = programs;
  }
  return quickest;
};

async function record(cast: Cast): Promise<TracedProgram[]> {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-timeline-'));
  const names: string[] = [];
  const fileOf = (name: string) => join(folder, `${name}.jsonl`);
  try {
    const { exitCode, interrupted } = await runTogether(
      cast,
      (label) => {
        names.push(label.trim());
        return { WOULD_BLOCK_RECORD: fileOf(label.trim()), WOULD_BLOCK_LINES: '1' };
      },
      silence(),
    );
    if (interrupted) process.exit(exitCode); // whoever stopped the run meant all of us
    const main = cast.main.label.trim();
    const records = [main, ...names.filter((name) => name !== main)].flatMap((name) =>
      existsSync(fileOf(name))
        ? [{ ...parseRecord(readFileSync(fileOf(name), 'utf8')), name }]
        : [],
    );
    const full = records.find(({ isFull }) => isFull);
    if (full) throw new Fault(`${full.name} makes too many calls for a picture.`);
    if (records[0]?.name !== main) throw new Fault(`${main} makes no calls to draw.`);
    return records;
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    throw new Fault(`the run failed: ${error.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the main program's first call to its last, in ms. */
function lengthOf([main]: readonly TracedProgram[]): number {
  const calls = main?.calls ?? [];
  return (calls.at(-1)?.startMs ?? 0) - (calls[0]?.startMs ?? 0);
}

function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
