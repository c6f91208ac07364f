/** The lanes: a strip of time for each program and each task, with a cursor at the moment. */
import { element } from '../element.ts';
import type { LaneState, RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import { svgElement } from './svg-element.ts';
import type { View } from './view.ts';
import { laneText } from './words.ts';

const HEIGHT = 18;
// As in the pictures: how tall a state is drawn, so that it is not told by colour alone.
const shapes: Readonly<Record<string, readonly [name: string, height: number]>> = {
  '#': ['running', 18],
  '+': ['in-call', 9],
  '.': ['asleep', 3],
};

export class LanesView implements View {
  readonly element = element('ul', { class: 'lanes' });
  readonly #durationMs: number;
  readonly #width: number;
  readonly #rows: { row: HTMLElement; says: HTMLElement; cursor: SVGLineElement }[];

  constructor({ lanes, durationMs }: SteppedTrace) {
    this.#durationMs = durationMs;
    this.#width = Math.max(1, ...lanes.map(({ states }) => states.length));
    this.#rows = lanes.map(({ name, program, states }, index) => {
      const says = element('span', { class: 'says' });
      const cursor = svgElement('line', { class: 'cursor', y1: -2, y2: HEIGHT + 2 });
      const strip = svgElement(
        'svg',
        {
          viewBox: `0 -2 ${this.#width} ${HEIGHT + 4}`,
          preserveAspectRatio: 'none',
          'aria-hidden': 'true',
        },
        ...shapesOf(states),
        cursor,
      );
      const kind = program === index ? 'program' : 'task';
      const label = element('span', { class: 'name' }, name);
      const row = element('li', { class: kind }, label, says);
      row.append(strip);
      this.element.append(row);
      return { row, says, cursor };
    });
  }

  show({ lanes, moment }: RunState): void {
    const share = this.#durationMs === 0 ? 0 : moment.atMs / this.#durationMs;
    const x = Math.min(1, share) * this.#width;
    for (const [index, { row, says, cursor }] of this.#rows.entries()) {
      const lane = lanes[index];
      if (lane === undefined) continue;
      row.dataset.state = lane.state;
      says.replaceChildren(laneText(lane), ...refusals(lane));
      cursor.setAttribute('x1', String(x));
      cursor.setAttribute('x2', String(x));
    }
  }
}

function refusals({ refused }: LaneState): HTMLElement[] {
  if (refused === 0) return [];
  const count = refused.toLocaleString('en');
  return [element('span', { class: 'refused' }, `refused ${count}×`)];
}

/** Runs of the same sign, each as one shape. */
function shapesOf(states: string): SVGRectElement[] {
  return [...states.matchAll(/(.)\1*/g)].flatMap(({ 0: row, index }) => {
    const [name, height] = shapes[row.charAt(0)] ?? [];
    if (name === undefined || height === undefined) return [];
    const place = { x: index, y: HEIGHT - height, width: row.length, height };
    return [svgElement('rect', { class: name, ...place })];
  });
}
