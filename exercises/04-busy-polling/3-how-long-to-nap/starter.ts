import { select } from 'would-block';

/**
 * Does rounds until `isOver`. Sleeps after those that brought nothing, longer and longer, up to
 * `mostMs`.
 */
export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  while (!isOver()) {
    round();
    select([], [], [], mostMs);
  }
}
