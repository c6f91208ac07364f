/** A part of the player: what is on the page, and how it follows the run. */
import type { RunState } from './states.ts';

/** One of them. */
export interface View {
  readonly element: HTMLElement;
  /** Shows the state at a moment; `index` counts the moments from 0. */
  show(state: RunState, index: number): void;
}
