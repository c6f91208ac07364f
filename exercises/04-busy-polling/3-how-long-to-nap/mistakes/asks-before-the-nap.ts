/**
 * Naps between the question whether it is over and the round.
 *
 * @diagnosis You ask isOver(), nap, and do a round. What was not over before the nap may be over after it: ask once more
 * when you wake.
 */
import { select } from 'would-block';

/**
 * Does rounds until `isOver`. Sleeps after those that brought nothing, longer and longer, up to
 * `mostMs`.
 */
export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 0;
  while (!isOver()) {
    if (napMs > 0) select([], [], [], napMs);
    napMs = round() ? 0 : Math.min(napMs * 2 || 1, mostMs);
  }
}
