/**
 * The course's mark: a program that runs, sleeps in a call, and runs again, as the timelines draw
 * it. The icon and the cards are made from it too.
 */
import { type Html, trusted } from '../page/markup.ts';

/** The mark's shapes within a square of 32, in the colours that are given. */
export function markShapes(awake: string, asleep: string): string {
  return `<path fill="${awake}" d="M3 6h7v20H3zM22 6h7v20h-7z"/><path fill="${asleep}" d="M10 22.5h12V26H10z"/>`;
}

/** The mark for the bar, in the colours of the page. */
export const mark: Html = trusted(
  `<svg viewBox="0 0 32 32" aria-hidden="true">${markShapes('currentColor', 'var(--refused)')}</svg>`,
);
