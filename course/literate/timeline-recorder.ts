/**
 * Records a run for its picture: starts a program with all that it talks to, as `course run`
 * does, and reads what each of them has written down of its calls.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { READY_LINE } from '../../lib/program/ready-line.ts';
import { startThread } from '../../lib/threads/index.ts';
import { parseRecord, type TracedProgram } from '../../lib/trace/index.ts';
import type { Cast } from '../run/cast.ts';
import { RunFailure } from '../run/child.ts';
import { runTogether } from '../run/perform.ts';
import type { BufferSample } from './buffer-samples.ts';
import { Fault } from './problem.ts';

/** What is known of a run. */
export interface Recording {
  /** In the order of the cast, the main one first. */
  readonly programs: readonly TracedProgram[];
  /** What lay in the buffers of its connections, where the kernel tells. */
  readonly samples: readonly BufferSample[];
}

/** Records a run. */
export type TimelineRecorder = (cast: Cast) => Promise<Recording>;

// Whatever else the machine does can only make a run longer.
const TRIES = 5;

/** Records the run a few times and answers the quickest. Throws a `Fault` if there is none. */
export const recordQuickest: TimelineRecorder = async (cast) => {
  let quickest = await record(cast);
  for (let attempt = 1; attempt < TRIES; attempt++) {
    const recording = await record(cast);
    if (lengthOf(recording.programs) < lengthOf(quickest.programs)) quickest = recording;
  }
  return quickest;
};

async function record(cast: Cast): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-timeline-'));
  const names: string[] = [];
  const fileOf = (name: string) => join(folder, `${name}.jsonl`);
  const sampler = new Sampler();
  try {
    const { exitCode, interrupted } = await runTogether(
      cast,
      (label) => {
        names.push(label.trim());
        return { WOULD_BLOCK_RECORD: fileOf(label.trim()), WOULD_BLOCK_LINES: '1' };
      },
      sampler.output,
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
    return { programs: records, samples: await sampler.samples() };
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    throw new Fault(`the run failed: ${error.message}`);
  } finally {
    await sampler.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the main program's first call to its last, in ms. */
function lengthOf([main]: readonly TracedProgram[]): number {
  const calls = main?.calls ?? [];
  return (calls.at(-1)?.startMs ?? 0) - (calls[0]?.startMs ?? 0);
}

/** The thread that looks at the buffers, from when a server says that it listens. */
class Sampler {
  readonly #thread = startThread(new URL('./buffer-sampler.ts', import.meta.url), null);
  readonly #samples = new Promise<BufferSample[]>((resolve) => {
    this.#thread.once('message', resolve);
    this.#thread.once('error', () => resolve([])); // there is no sock_diag(7)
  });

  /** Where the programs print. Nobody reads it but us, for the ports of servers. */
  readonly output = new Writable({
    write: (chunk, _encoding, done) => {
      const [, port] = READY_LINE.exec(String(chunk)) ?? [];
      if (port !== undefined) this.#thread.postMessage(Number(port));
      done();
    },
  });

  /** Ends the looking, and answers what was seen. */
  async samples(): Promise<readonly BufferSample[]> {
    this.#thread.postMessage('end');
    return await this.#samples;
  }

  async end(): Promise<void> {
    await this.#thread.terminate();
  }
}
