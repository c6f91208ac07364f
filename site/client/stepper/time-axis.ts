/** The scale of time under the lanes. */
import { element } from '../browser/element.ts';
import { milliseconds } from './words.ts';

const MOST_TICKS = 6;

/** The scale of a run, its labels at the places of round times. */
export function timeAxis(durationMs: number): HTMLElement {
  const axis = element('div', { class: 'axis', 'aria-hidden': 'true' });
  for (const atMs of roundTimes(durationMs)) {
    const tick = element('span', {}, milliseconds(atMs));
    tick.style.insetInlineStart = `${(100 * atMs) / durationMs}%`;
    axis.append(tick);
  }
  return axis;
}

/** From 0 on, at most so many, 1, 2 or 5 of a power of ten apart. The last is not at the very end. */
export function roundTimes(durationMs: number): number[] {
  if (!(durationMs > 0)) return [0];
  const least = durationMs / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
  const count = Math.floor((0.93 * durationMs) / step) + 1;
  return Array.from({ length: count }, (_, index) => index * step);
}
