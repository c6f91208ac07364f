/**
 * What stays on the terminal when the watch has ended: where the reader stands, and the last
 * result as a whole.
 */
import { titleLines } from '../exercises/format-report.ts';
import { hasPassed } from '../progress.ts';
import { resultPage } from './result-page.ts';
import { statusLine } from './screen.ts';
import type { WatchState } from './state.ts';

/** Its lines, none longer than so many columns. */
export function farewell(state: WatchState, columns: number): string[] {
  const title = titleLines(state.exercise);
  if (state.isStarter) {
    // What is passed already is not where the reader goes on.
    const back = hasPassed(state.progress, state.exercise)
      ? ''
      : ' npm start comes back to it.';
    return [...title, `Your file is still the starter.${back}`];
  }
  return [...title, statusLine(state.run), '', ...resultPage(state, columns)];
}
