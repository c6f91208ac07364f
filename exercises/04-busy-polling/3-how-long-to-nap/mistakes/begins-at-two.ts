/**
 * Doubles before it sleeps.
 *
 * @diagnosis The nap is doubled before it is taken: the first one is 2 ms, not 1.
 */
import { select } from 'would-block';

export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    if (round()) napMs = 1;
    else if (!isOver()) {
      napMs = Math.min(napMs * 2, mostMs);
      select([], [], [], napMs);
    }
  }
}
