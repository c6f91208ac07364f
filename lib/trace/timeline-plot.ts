/**
 * What all parts of a drawn timeline share: where the lanes are, and how shapes and names are written.
 */
import type { State } from './timeline.ts';

// #region plot
/** Where the lanes are, and in how many columns of which width they are cut. */
export interface Plot {
  readonly left: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly durationMs: number;
}

/** The margin of the whole picture, in px. */
export const MARGIN = 10;

/** How tall a state is drawn, in px. */
export const heights: Readonly<Record<State, number>> = {
  running: 18,
  calling: 9,
  asleep: 3,
};

/** A path of a class, which has a colour; nothing for a path of nothing. */
export function drawPath(name: string, path: string): string {
  return path === '' ? '' : `<path class="${name}" d="${path}"/>`;
}

/** The name that stands to the left of a lane. */
export function drawName(name: string, y: number): string {
  const shown = name.length > 18 ? `${name.slice(0, 17)}…` : name;
  return `<text class="name" x="${MARGIN}" y="${y}">${escapeText(shown)}</text>`;
}

/** A text as SVG wants it. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
// #endregion
