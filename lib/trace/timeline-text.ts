/**
 * A timeline in words: what its picture shows, for who cannot see it, or has no room for one.
 */
import { columnsOf, type Lane, type State, type Timeline } from './timeline.ts';

// #region describe
const signs: Readonly<Record<State, string>> = {
  running: '#',
  calling: '+',
  asleep: '.',
};

/** A sentence or two for each lane and each buffer. */
export function describeTimeline({ durationMs, lanes, buffers }: Timeline): string[] {
  if (lanes.length === 0) return ['No calls.'];
  return [
    `${showMs(durationMs)} in all.`,
    ...lanes.map(describeLane),
    ...buffers.map(({ from, to, fd, levels }) => {
      const fullest = levels.reduce(
        (most, level) => (level.bytes > most.bytes ? level : most),
        levels[0] ?? { atMs: 0, bytes: 0 },
      );
      return (
        `On the way from ${from} to ${to} (descriptor ${fd}): at most ` +
        `${showBytes(fullest.bytes)}, at ${showMs(fullest.atMs)}.`
      );
    }),
  ];
}

/** A timeline as lines of text: a row of signs for each lane, and the description. */
export function drawTimelineText(timeline: Timeline, columns = 64): string[] {
  const width = Math.max(0, ...timeline.lanes.map(({ name }) => name.length));
  const rows = timeline.lanes.map(({ name, spans }) => {
    const states = columnsOf(spans, timeline.durationMs, columns);
    const drawn = states.map((state) => (state === undefined ? ' ' : signs[state]));
    return `${name.padEnd(width)} ${drawn.join('')}`.trimEnd();
  });
  const key = '# running  + in a call  . asleep';
  return [...rows, key, '', ...describeTimeline(timeline)];
}
// #endregion

// #region lane
function describeLane({ name, spans, marks }: Lane): string {
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return `${name}: nothing.`;
  const sleeps = spans.filter(({ state }) => state === 'asleep');
  const asleepMs = sleeps.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const awakeMs = last.endMs - first.startMs - asleepMs;
  const slept =
    sleeps.length === 0
      ? 'never asleep'
      : `asleep ${howOften(sleeps.length)} for ${showMs(asleepMs)}`;
  const longest = sleeps
    .sort((one, other) => other.endMs - other.startMs - (one.endMs - one.startMs))
    .slice(0, 1)
    .map(
      ({ call, startMs, endMs }) =>
        `, longest ${call === undefined ? '' : `in ${call}() `}` +
        showPeriod(startMs, endMs),
    );
  const refused = marks.reduce(
    (sum, { kind, count }) => sum + (kind === 'refused' ? count : 0),
    0,
  );
  const refusals = refused === 0 ? '' : `; refused ${howOften(refused)}`;
  return `${name}: awake for ${showMs(awakeMs)}, ${slept}${longest.join('')}${refusals}.`;
}

function showPeriod(startMs: number, endMs: number): string {
  const [start, end] = [showMs(startMs), showMs(endMs)];
  return start === end ? `at ${start}` : `from ${start} to ${end}`;
}

function howOften(count: number): string {
  if (count <= 2) return count === 1 ? 'once' : 'twice';
  return `${count.toLocaleString('en')} times`;
}
// #endregion

// #region numbers
/** A time as people read it: `0.12 ms`, `35 ms`, `2.3 s`. */
export function showMs(milliseconds: number): string {
  if (milliseconds >= 1000) return `${round(milliseconds / 1000)} s`;
  return `${round(milliseconds)} ms`;
}

/** A number of bytes as people read it: `512 bytes`, `4.2 MB`. */
export function showBytes(bytes: number): string {
  if (bytes >= 1_000_000) return `${round(bytes / 1_000_000)} MB`;
  return bytes >= 10_000 ? `${round(bytes / 1000)} kB` : `${Math.round(bytes)} bytes`;
}

/** To two digits that matter, or to a whole number. */
function round(value: number): string {
  return value >= 10 ? value.toFixed() : `${Number(value.toPrecision(2))}`;
}
// #endregion
