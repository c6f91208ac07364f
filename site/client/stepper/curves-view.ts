/**
 * The curves below the lanes: how full the sender's buffer of each direction was, all along or, where
 * the kernel was not asked, how many bytes were on the way.
 */
import { element } from '../browser/element.ts';
import type { RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import { STRIP_HEIGHT, Strip } from './strip.ts';
import { svgElement } from './svg-element.ts';
import type { View } from './view.ts';
import { byteCount, endText, fullness } from './words.ts';

/** Up to this share a buffer may be used, and is still called writable by select(2). */
const WRITABLE_SHARE = 2 / 3;

// The units of the drawings.
const WIDTH = 1000;

type Point = readonly [atMs: number, value: number];

/** Shows a curve for each direction, and how full its buffer is at the moment. */
export class CurvesView implements View {
  readonly element = element('ul', { class: 'lanes curves' });
  readonly strips: readonly Strip[];
  readonly #says: HTMLElement[] = [];

  constructor(trace: SteppedTrace) {
    this.strips = trace.connections.map(({ from, fromFd, to, levels }, index) => {
      const fills = trace.buffers?.[index] ?? [];
      const isMeasured = fills.length > 0;
      const points = isMeasured
        ? fills.map(([atMs, , share]): Point => [atMs, share / 1000])
        : stepped(levels);
      const most = isMeasured ? 1 : Math.max(1, ...points.map(([, value]) => value));
      const curve = areaOf(points, trace.durationMs, most);
      const strip = new Strip(WIDTH, curve, ...(isMeasured ? [writableMark()] : []));
      const isOnly = trace.connections.filter((each) => each.from === from).length === 1;
      const owner = isOnly ? from : endText(from, fromFd);
      const name = isMeasured ? `buffer of ${owner}` : `${from} → ${to}`;
      const says = element('span', { class: 'says' });
      const label = element('span', { class: 'name' }, name);
      this.element.append(element('li', { class: 'curve' }, label, says, strip.element));
      this.#says.push(says);
      return strip;
    });
  }

  show({ directions }: RunState): void {
    for (const [index, says] of this.#says.entries()) {
      const { exists, bytes = 0, fills } = directions[index] ?? {};
      const level = fills ? fullness(fills.sender.share) : byteCount(bytes);
      says.textContent = exists ? level : 'not connected';
    }
  }
}

/** A level holds until the next. */
function stepped(levels: readonly Point[]): Point[] {
  return levels.flatMap((level, index): Point[] => {
    const next = levels[index + 1];
    return next === undefined ? [level] : [level, [next[0], level[1]]];
  });
}

function areaOf(points: readonly Point[], durationMs: number, most: number): SVGElement {
  const last = points.at(-1)?.[1] ?? 0;
  // A run of one call may have taken no time at all.
  const wholeMs = durationMs || 1;
  const line = [...points, [durationMs, last] as const].map(([atMs, value]) => {
    const x = (Math.min(durationMs, Math.max(0, atMs)) / wholeMs) * WIDTH;
    return `L${x.toFixed(1)} ${(STRIP_HEIGHT * (1 - Math.min(1, value / most))).toFixed(2)}`;
  });
  const first = Math.max(0, points[0]?.[0] ?? 0);
  const x = ((first / wholeMs) * WIDTH).toFixed(1);
  const d = `M${x} ${STRIP_HEIGHT}${line.join('')}V${STRIP_HEIGHT}z`;
  return svgElement('path', { class: 'level', d });
}

function writableMark(): SVGElement {
  const y = STRIP_HEIGHT * (1 - WRITABLE_SHARE);
  return svgElement('line', { class: 'mark', x1: 0, x2: WIDTH, y1: y, y2: y });
}
