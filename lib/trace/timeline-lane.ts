/**
 * One lane of a drawn timeline, as paths of an SVG.
 */
import {
  columnAt,
  columnsOf,
  type Lane,
  type Mark,
  type State,
  wakingsIn,
} from './timeline.ts';
import { drawName, drawPath, heights, type Plot } from './timeline-plot.ts';

// #region lane
const BAND_HEIGHT = heights.running;
// Monospace, and smaller than the rest.
const CALL_CHARACTER_WIDTH = 6.65;
// In pixels. Wakings closer than that, on the average, would make a band of their ticks.
const CLOSEST_WAKINGS = 8;

/** Draws a lane: its states, its wakings, the calls that it sleeps in, and its marks. */
export function drawLane({ name, spans, marks }: Lane, plot: Plot, top: number): string {
  const { durationMs, columns, columnWidth, left } = plot;
  const states = columnsOf(spans, durationMs, columns);
  const paths = { running: '', calling: '', asleep: '' };
  for (let column = 0; column < columns; ) {
    const state = states[column];
    let end = column + 1;
    while (end < columns && states[end] === state) end += 1;
    if (state !== undefined) {
      const y = top + BAND_HEIGHT - heights[state];
      const length = (end - column) * columnWidth;
      paths[state] +=
        `M${left + column * columnWidth} ${y}h${length}v${heights[state]}h-${length}z`;
    }
    column = end;
  }
  const ticked = wakings(spans, states, plot, top);
  paths.running += ticked;
  const drawn = Object.entries(paths).map(([state, path]) => drawPath(state, path));
  const bottom = top + BAND_HEIGHT;
  const ticks =
    drawPath('moved', ticksAt(marks, 'moved', plot, bottom + 3)) +
    drawPath('refused', ticksAt(marks, 'refused', plot, bottom + 11));
  return (
    drawName(name, top + 14) +
    drawn.join('') +
    callNames(spans, states, plot, top, ticked === '') +
    ticks
  );
}
// #endregion

// #region wakings
/**
 * Ticks where a program woke for less than a column: time would not show them, but that it woke
 * and went back to sleep is what the picture is about.
 */
function wakings(
  spans: Lane['spans'],
  states: readonly (State | undefined)[],
  { durationMs, columnWidth, left }: Plot,
  top: number,
): string {
  return wakingsIn(spans, states, durationMs, CLOSEST_WAKINGS / columnWidth)
    .map((place) => {
      const x = left + place * columnWidth;
      return `M${x} ${top + BAND_HEIGHT - heights.running}h1v${heights.running}h-1z`;
    })
    .join('');
}
// #endregion

// #region call-names
/** The names of the calls that a program sleeps in, where there is room for them. */
function callNames(
  spans: Lane['spans'],
  states: readonly (State | undefined)[],
  plot: Plot,
  top: number,
  mayMerge: boolean,
): string {
  const { durationMs, columns, columnWidth, left } = plot;
  const pixelsPerMs = (columns * columnWidth) / durationMs;
  const isSeenAsleep = (atMs: number) =>
    states[columnAt(atMs, durationMs, columns)] === 'asleep';
  // What is shorter than a pixel between two sleeps in the same call cannot be seen, unless
  // there are ticks for it, or its column is drawn awake because of others.
  const sleeps: { call: string; startMs: number; endMs: number }[] = [];
  for (const { state, call, startMs, endMs } of spans) {
    if (state !== 'asleep' || call === undefined) continue;
    const last = sleeps.at(-1);
    const isOne =
      mayMerge &&
      last?.call === call &&
      (startMs - last.endMs) * pixelsPerMs < 1 &&
      isSeenAsleep(startMs) &&
      isSeenAsleep(last.endMs);
    if (isOne) last.endMs = endMs;
    else sleeps.push({ call, startMs, endMs });
  }
  return sleeps
    .flatMap(({ call, startMs, endMs }) => {
      const room = (endMs - startMs) * pixelsPerMs;
      if (room < call.length * CALL_CHARACTER_WIDTH + 4) return [];
      const x = Math.round(left + startMs * pixelsPerMs + room / 2);
      return `<text class="call" x="${x}" y="${top + 11}">${call}</text>`;
    })
    .join('');
}
// #endregion

// #region ticks
function ticksAt(
  marks: readonly Mark[],
  kind: Mark['kind'],
  plot: Plot,
  y: number,
): string {
  const { durationMs, columns, columnWidth, left } = plot;
  const places = new Set<number>();
  for (const mark of marks) {
    if (mark.kind !== kind) continue;
    const last = columnAt(mark.atMs, durationMs, columns);
    let place = columnAt(mark.sinceMs, durationMs, columns);
    for (; place <= last; place++) places.add(place);
  }
  let path = '';
  for (const place of [...places].sort((one, other) => one - other)) {
    if (places.has(place - 1)) continue; // drawn with the one before it
    let end = place + 1;
    while (places.has(end)) end += 1;
    const length = (end - place) * columnWidth;
    path += `M${left + place * columnWidth} ${y}h${length}v6h-${length}z`;
  }
  return path;
}
// #endregion
