/**
 * Moving about in a page: a text scrolls, in the list of exercises the selection moves.
 */
import type { Move } from './keys.ts';
import { exercisesOf, type WatchState } from './state.ts';

/** What a move changes, on a screen that shows so many lines of the page at once. */
export function moved(state: WatchState, move: Move, rows: number): Partial<WatchState> {
  const { page, scroll } = state;
  const step = stepsOf(rows)[move];
  // How far a text can be scrolled is known to whoever draws it.
  if (page.kind !== 'list') return { scroll: scroll + step };
  const ids = exercisesOf(state).map(({ id }) => id);
  const wanted = ids.indexOf(page.selected) + step;
  const selected = ids[Math.max(0, Math.min(wanted, ids.length - 1))];
  return selected === undefined ? {} : { page: { kind: 'list', selected } };
}

function stepsOf(rows: number): Record<Move, number> {
  const far = Number.MAX_SAFE_INTEGER;
  // One line stays in view, so that the eye finds where it was.
  const page = Math.max(1, rows - 1);
  return { up: -1, down: 1, 'page up': -page, 'page down': page, top: -far, bottom: far };
}
