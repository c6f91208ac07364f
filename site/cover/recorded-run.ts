/**
 * The run on the cover: three clients that send the same 70 MiB, as `npm run refresh` recorded and
 * drew it for the README. Whatever is drawn of it here is measured out of that picture.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../course/usage-error.ts';

/** What a program did for a while: it ran, was in a call, slept, or was refused. */
export type Doing = 'running' | 'calling' | 'asleep' | 'refused';

/** A while of it, in thousandths of the whole run. */
export interface Span {
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

const FILE = 'pictures/three-clients.svg';
// Where the picture's time begins and ends, in its units.
const LEFT = 121;
const RIGHT = 745;

/** Reads the run. Throws UsageError if the picture does not look as it is drawn today. */
export function readCoverRun(root: string): RecordedRun {
  const svg = readFileSync(join(root, FILE), 'utf8');
  const title = /<title>([^<]+)<\/title>/.exec(svg)?.[1];
  const words = /<desc>([^<]+)<\/desc>/.exec(svg)?.[1];
  const [, ...rows] = svg
    .replace(/<path class="line"[\s\S]*$/, '')
    .split(/<text class="name"[^>]*>/);
  if (title === undefined || words === undefined || rows.length === 0)
    throw new UsageError(
      `${FILE}: no run can be read out of it. Run \`npm run refresh\`.`,
    );
  return { title, programs: rows.map((row) => programOf(row, words)) };
}

function programOf(row: string, words: string): RecordedProgram {
  const name = /^[^<]+/.exec(row)?.[0] ?? '';
  const paths = row.matchAll(
    /<path class="(running|calling|asleep|refused)" d="([^"]+)"\/>/g,
  );
  const spans = [...paths].flatMap(([, doing, path = '']) =>
    [...path.matchAll(/M(\d+) \d+h(\d+)/g)].map(([, from, width]) => ({
      doing: doing as Doing,
      from: share(Number(from)),
      to: share(Number(from) + Number(width)),
    })),
  );
  const said = words.split(`${name}: `)[1]?.split(/\. (?=[A-Z0-9])|\.$/)[0] ?? '';
  return { name, spans, says: said.replace(/, longest in [^;]+/, '') };
}

function share(x: number): number {
  return Math.round(((x - LEFT) / (RIGHT - LEFT)) * 1000);
}
