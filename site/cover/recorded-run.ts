/**
 * The run on the cover: three clients that send the same 70 MiB, as `npm run refresh` recorded and
 * drew it for the README.
 */
import { join } from 'node:path';
import { describeTimeline, type Replay } from '../../lib/trace/index.ts';
import { columnAt, type Lane } from '../../lib/trace/timeline.ts';
import { inlinePicture } from '../timelines/inline-picture.ts';
import { readRun } from '../timelines/read-run.ts';

/** What a program did for a while: it ran, was in a call, slept, or was refused. */
export type Doing = 'running' | 'calling' | 'asleep' | 'refused';

/** A while of it, in thousandths of the whole run. */
interface Span {
  readonly doing: Doing;
  readonly from: number;
  readonly to: number;
}

/** One program in the run. */
export interface RecordedProgram {
  /** `05 client` */
  readonly name: string;
  readonly spans: readonly Span[];
  /** `awake for 114 ms, asleep 43 times for 138 ms; refused 42 times` */
  readonly says: string;
}

/** The run in which several programs did the same. */
export interface RecordedRun {
  readonly title: string;
  readonly programs: readonly RecordedProgram[];
}

const PICTURE = 'pictures/three-clients.svg';
const SIGNS: Readonly<Record<string, Doing>> = {
  '#': 'running',
  '+': 'calling',
  '.': 'asleep',
};

/** Reads the run. Throws `Fault` if it, or the picture of it, is not there. */
export function readCoverRun(root: string): RecordedRun {
  const picture = join(root, PICTURE);
  const run = readRun(picture);
  const lanes = run.lanes.map((_lane, index) => laneOf(run, index));
  const [, ...sentences] = describeTimeline({ ...run, originMs: 0, lanes, buffers: [] });
  return {
    title: inlinePicture(picture).title,
    programs: run.lanes.map(({ name }, index) => ({
      name,
      spans: spansOf(run, index),
      says: (sentences[index] ?? '')
        .slice(`${name}: `.length, -'.'.length)
        .replace(/, longest in [^;]+/, ''),
    })),
  };
}

/** A program's calls as a timeline has them. */
function laneOf({ lanes, calls, durationMs }: Replay, index: number): Lane {
  const { name = '', states = '' } = lanes[index] ?? {};
  const startMs = (states.search(/\S/) / states.length) * durationMs;
  const start = { startMs, endMs: startMs, state: 'running', call: undefined } as const;
  const own = calls.filter(({ program }) => program === index);
  const spans = own.map(({ slept, name: call, startMs, endMs = durationMs }) => ({
    startMs: Math.max(0, startMs),
    endMs: Math.min(durationMs, endMs),
    state: slept ? ('asleep' as const) : ('calling' as const),
    call,
  }));
  const refused = own.filter((call) => call.refused);
  const marks = refused.map(({ startMs, endMs = durationMs, repeats = 1 }) => ({
    sinceMs: startMs,
    atMs: endMs,
    count: repeats,
    kind: 'refused' as const,
  }));
  return { name, spans: [start, ...spans], marks };
}

/** What a program did, piece by piece of the time. */
function spansOf({ lanes, calls, durationMs }: Replay, index: number): Span[] {
  const states = lanes[index]?.states ?? '';
  const pieces = [...states].map((sign) => SIGNS[sign]);
  const refusals = pieces.map((): Doing | undefined => undefined);
  const pieceAt = (atMs: number) => columnAt(atMs, durationMs, pieces.length);
  for (const { program, slept, refused, startMs, endMs = durationMs } of calls) {
    if (program !== index) continue;
    // It may have been awake for less than a piece, and that it woke is what the picture is about.
    if (slept && endMs < durationMs && states[pieceAt(endMs)] === '.')
      pieces[pieceAt(endMs)] = 'running';
    if (refused) refusals.fill('refused', pieceAt(startMs), pieceAt(endMs) + 1);
  }
  return [...stretchesOf(pieces), ...stretchesOf(refusals)];
}

/** Neighbours that are alike, as one. */
function stretchesOf(pieces: readonly (Doing | undefined)[]): Span[] {
  const share = (piece: number) => Math.round((piece / pieces.length) * 1000);
  const starts = pieces.flatMap((doing, at) => (doing === pieces[at - 1] ? [] : [at]));
  return starts.flatMap((from, at) => {
    const doing = pieces[from];
    const to = starts[at + 1] ?? pieces.length;
    return doing === undefined ? [] : [{ doing, from: share(from), to: share(to) }];
  });
}
