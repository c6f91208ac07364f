import { select } from 'would-block';

/**
 * Does rounds until `isOver`. Sleeps after those that brought nothing, longer and longer, up to
 * `mostMs`.
 */
export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    if (round()) {
      napMs = 1;
    } else if (!isOver()) {
      select([], [], [], napMs);
      napMs = Math.min(napMs * 2, mostMs);
    }
  }
}
