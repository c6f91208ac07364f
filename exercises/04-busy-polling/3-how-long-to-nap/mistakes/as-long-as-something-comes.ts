/**
 * Does rounds as long as they bring something, and asks afterwards whether it is over.
 *
 * @diagnosis You do rounds until one brings nothing, and only then ask isOver(). Busy clients keep you from it for ever:
 * ask before each round, after a good one too.
 */
import { select } from 'would-block';

/**
 * Does rounds until `isOver`. Sleeps after those that brought nothing, longer and longer, up to
 * `mostMs`.
 */
export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    while (round()) napMs = 1;
    if (isOver()) return;
    select([], [], [], napMs);
    napMs = Math.min(napMs * 2, mostMs);
  }
}
