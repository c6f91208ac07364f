/** The lanes: a strip of time for each program and each task, and what it does at the moment. */
import { element } from '../browser/element.ts';
import type { LaneState, RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import { STRIP_HEIGHT, Strip } from './strip.ts';
import { svgElement } from './svg-element.ts';
import type { View } from './view.ts';
import { laneText } from './words.ts';

// As in the pictures: how tall a state is drawn, so that it is not told by colour alone.
const SHAPES: Readonly<Record<string, readonly [name: string, height: number]>> = {
  '#': ['running', 18],
  '+': ['in-call', 9],
  '.': ['asleep', 3],
};

/** Shows a lane for each program and each task. */
export class LanesView implements View {
  readonly element = element('ul', { class: 'lanes' });
  readonly strips: readonly Strip[];
  readonly #rows: { row: HTMLElement; says: HTMLElement }[] = [];

  constructor(trace: SteppedTrace) {
    this.strips = trace.lanes.map(({ name, program, states }, index) => {
      const says = element('span', { class: 'says' });
      const strip = new Strip(Math.max(1, states.length), ...shapesOf(states));
      const kind = program === index ? 'program' : 'task';
      const row = element(
        'li',
        { class: kind },
        element('span', { class: 'name' }, name),
      );
      row.append(says, strip.element);
      this.element.append(row);
      this.#rows.push({ row, says });
      return strip;
    });
  }

  show({ lanes }: RunState): void {
    for (const [index, { row, says }] of this.#rows.entries()) {
      const lane = lanes[index];
      if (lane === undefined) continue;
      row.dataset.state = lane.state;
      says.replaceChildren(laneText(lane), ...refusals(lane));
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
    const [name, height] = SHAPES[row.charAt(0)] ?? [];
    if (name === undefined || height === undefined) return [];
    const place = { x: index, y: STRIP_HEIGHT - height, width: row.length, height };
    return [svgElement('rect', { class: name, ...place })];
  });
}
