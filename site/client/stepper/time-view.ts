/**
 * All of the run at a glance: who ran and who slept, how full the buffers were, and when; with a
 * cursor at the moment. Whoever points at a time is led there.
 */

import { element } from '../browser/element.ts';
import { CurvesView } from './curves-view.ts';
import { LanesView } from './lanes-view.ts';
import type { RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { Strip } from './strip.ts';
import { timeAxis } from './time-axis.ts';
import type { View } from './view.ts';

/** Shows lanes, curves and the scale of time below them. */
export class TimeView implements View {
  readonly element = element('div', { class: 'time' });
  readonly #durationMs: number;
  readonly #views: readonly (View & { readonly strips: readonly Strip[] })[];

  /** `goTo` leads to the moment at a time, or the last before it. */
  constructor(trace: SteppedTrace, goTo: (atMs: number) => void) {
    this.#durationMs = trace.durationMs;
    this.#views = [new LanesView(trace), new CurvesView(trace)];
    this.element.append(...this.#views.map((view) => view.element));
    this.element.append(timeAxis(trace.durationMs));
    const point = (event: PointerEvent) => {
      const strip = (event.target as Element).closest('.strip');
      if (strip === null) return;
      const { left, width } = strip.getBoundingClientRect();
      goTo(((event.clientX - left) / width) * trace.durationMs);
    };
    this.element.addEventListener('pointerdown', point);
    this.element.addEventListener('pointermove', (event) => {
      if (event.buttons === 1) point(event);
    });
  }

  show(state: RunState): void {
    for (const view of this.#views) view.show(state, 0);
    this.point(state.moment.atMs);
  }

  /** Puts the cursor at a time between two moments. */
  point(atMs: number): void {
    const share = this.#durationMs === 0 ? 0 : Math.min(1, atMs / this.#durationMs);
    for (const { strips } of this.#views) for (const strip of strips) strip.point(share);
  }
}
