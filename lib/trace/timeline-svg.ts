/**
 * A timeline as a picture: an SVG that needs no script and follows light and dark.
 *
 * A lane's state is told by height as well as by colour: running is tall, a call is half as
 * tall, asleep is a thin line with the call's name over it. The words of `describeTimeline` are
 * in it for who cannot see it. A page can give it its own colours, by variables: `--timeline-ink`.
 */
import { columnAt, type Timeline } from './timeline.ts';
import { drawLane } from './timeline-lane.ts';
import {
  drawName,
  drawPath,
  escapeText,
  heights,
  MARGIN,
  type Plot,
} from './timeline-plot.ts';
import { describeTimeline, showBytes, showMs } from './timeline-text.ts';

// #region sizes
/** What the picture is called, and how large it may be. */
export interface DrawOptions {
  readonly title: string;
  /** In px; 760 if not given. */
  readonly width?: number;
  /** The SVG's size; more columns are merged until it fits. 60,000 if not given. */
  readonly mostBytes?: number;
}

const LANE_HEIGHT = 46;
const BUFFER_HEIGHT = 70;
const BUFFER_LABEL_HEIGHT = 18;
const AXIS_HEIGHT = 22;
const KEY_HEIGHT = 22;
const CHARACTER_WIDTH = 7.2;
const WIDEST_COLUMN = 16;

const colours = {
  paper: ['#ffffff', '#14181f'],
  ink: ['#1d2433', '#e6e9ef'],
  muted: ['#586174', '#a3adbd'],
  running: ['#1f5fc4', '#6ea0ff'],
  calling: ['#5b8be0', '#4a7bd0'],
  asleep: ['#7b8598', '#8590a3'],
  moved: ['#0f766e', '#2dd4bf'],
  refused: ['#c2410c', '#ff8a5c'],
};
// #endregion

// #region fit
/**
 * Draws it. Throws RangeError for a width that leaves no room for the lanes, or a negative size.
 */
export function drawTimeline(timeline: Timeline, options: DrawOptions): string {
  const { mostBytes = 60_000, width = 760 } = options;
  if (!(width >= 300))
    throw new RangeError(`a timeline is 300 px wide or more, not ${width}`);
  if (!(mostBytes > 0))
    throw new RangeError(`mostBytes is more than 0, not ${mostBytes}`);
  for (let columnWidth = 1; ; columnWidth *= 2) {
    const svg = draw(timeline, options.title, width, columnWidth);
    if (svg.length <= mostBytes || columnWidth >= WIDEST_COLUMN) return svg;
  }
}

// #endregion

// #region draw
function draw(
  timeline: Timeline,
  title: string,
  width: number,
  columnWidth: number,
): string {
  const { lanes, buffers, durationMs } = timeline;
  const names = [...lanes.map(({ name }) => name), 'on the way'];
  const longest = Math.max(...names.map((name) => Math.min(name.length, 18)));
  const left = Math.ceil(MARGIN * 2 + longest * CHARACTER_WIDTH);
  const columns = Math.floor((width - left - MARGIN) / columnWidth);
  const plot = { left, columns, columnWidth, durationMs };
  let top = MARGIN;
  const parts: string[] = [];
  for (const lane of lanes) {
    parts.push(drawLane(lane, plot, top));
    top += LANE_HEIGHT;
  }
  for (const buffer of buffers) {
    const label = `${buffer.from} → ${buffer.to}`;
    parts.push(drawBuffer(buffer.levels, label, plot, top));
    top += BUFFER_HEIGHT;
  }
  parts.push(drawAxis(plot, top));
  top += AXIS_HEIGHT;
  parts.push(drawKey(parts.join(''), left, top));
  const height = top + KEY_HEIGHT;
  const description = escapeText(describeTimeline(timeline).join(' '));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" ` +
    `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<title>${escapeText(title)}</title><desc>${description}</desc>` +
    `<style>${style()}</style><rect class="paper" width="${width}" height="${height}"/>` +
    `${parts.join('')}</svg>\n`
  );
}
// #endregion

// #region buffer
function drawBuffer(
  levels: readonly { atMs: number; bytes: number }[],
  label: string,
  plot: Plot,
  top: number,
): string {
  const { durationMs, columns, columnWidth, left } = plot;
  // In a column, the fullest that the buffer was; in one without a change, as full as before.
  const fullest = new Array<number>(columns).fill(-1);
  const last = new Array<number>(columns).fill(-1);
  for (const { atMs, bytes } of levels) {
    const column = columnAt(atMs, durationMs, columns);
    fullest[column] = Math.max(fullest[column] ?? 0, bytes);
    last[column] = bytes;
  }
  const most = Math.max(1, ...fullest);
  const height = BUFFER_HEIGHT - BUFFER_LABEL_HEIGHT - 12;
  const bottom = top + BUFFER_LABEL_HEIGHT + height;
  let path = `M${left} ${bottom}`;
  let level = 0;
  let drawnY = bottom;
  for (let column = 0; column < columns; column++) {
    const shown = Math.max(fullest[column] ?? 0, level);
    const y = Math.round(bottom - (shown / most) * height);
    if (y !== drawnY) path += `H${left + column * columnWidth}V${y}`;
    drawnY = y;
    if ((last[column] ?? -1) >= 0) level = last[column] ?? 0;
  }
  path += `H${left + columns * columnWidth}V${bottom}z`;
  const end = left + columns * columnWidth;
  return (
    drawName('on the way', top + 14) +
    drawPath('moved area', path) +
    drawPath('line', `M${left} ${bottom}H${end}`) +
    `<text class="most" x="${end}" y="${top + 11}">${escapeText(label)}: at most ${showBytes(most)}</text>`
  );
}
// #endregion

// #region axis
function drawAxis({ left, columns, columnWidth, durationMs }: Plot, top: number): string {
  const width = columns * columnWidth;
  const stepMs = roundStep(durationMs / (width / 90));
  let text = '';
  let path = `M${left} ${top}h${width}`;
  for (let index = 0; index * stepMs <= durationMs && durationMs > 0; index++) {
    const x = Math.round(left + ((index * stepMs) / durationMs) * width);
    path += `M${x} ${top}v4`;
    if (x > left + width - 48) continue; // its text would be cut off
    text += `<text class="time" x="${x}" y="${top + 16}">${showMs(index * stepMs)}</text>`;
  }
  return drawPath('line', path) + text;
}

/** The next longer time of 1, 2 or 5 times a power of ten. */
function roundStep(atLeastMs: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(atLeastMs, 1e-6)));
  return (
    [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= atLeastMs) ??
    10 * power
  );
}
// #endregion

// #region key
function drawKey(drawn: string, left: number, top: number): string {
  const entries = [
    ['running', 'running', heights.running / 2 + 3, 46],
    ['calling', 'in a call', heights.calling, 46],
    ['asleep', 'asleep', heights.asleep, 38],
    ['moved', 'bytes moved', 6, 72],
    ['refused', 'refused', 6, 50],
  ] as const;
  let x = left;
  return entries
    .filter(([name]) => drawn.includes(`class="${name}"`))
    .map(([name, text, height, textWidth]) => {
      const swatch = drawPath(name, `M${x} ${top + 14 - height}h10v${height}h-10z`);
      const label = `<text class="key" x="${x + 15}" y="${top + 14}">${text}</text>`;
      x += 15 + textWidth + 18;
      return swatch + label;
    })
    .join('');
}

// #endregion

// #region style
/** Colours as variables: first the light ones, then the dark ones for who wants it dark. */
function style(): string {
  const variables = (theme: 0 | 1) =>
    Object.entries(colours)
      .map(([name, values]) => `--${name}:var(--timeline-${name},${values[theme]})`)
      .join(';');
  const fills = (['paper', 'running', 'calling', 'asleep', 'moved', 'refused'] as const)
    .map((name) => `.timeline .${name}{fill:var(--${name})}`)
    .join('');
  return (
    `.timeline{${variables(0)};max-width:100%;height:auto}` +
    `@media (prefers-color-scheme:dark){.timeline{${variables(1)}}}` +
    `${fills}.timeline .area{opacity:.55}` +
    '.timeline text{font:12px ui-sans-serif,system-ui,sans-serif;fill:var(--muted)}' +
    '.timeline .name{font-weight:600;fill:var(--ink)}' +
    '.timeline .call{font:11px ui-monospace,monospace;text-anchor:middle;fill:var(--ink)}' +
    '.timeline .most{text-anchor:end;fill:var(--ink)}' +
    '.timeline .line{stroke:var(--muted);fill:none}'
  );
}

// #endregion
