/**
 * Doubles the nap without a limit.
 *
 * @diagnosis The nap doubles without an end: after ten seconds of silence it is eight seconds long.
 */
import { select } from 'would-block';

export function poll(round: () => boolean, isOver: () => boolean, _mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    if (round()) napMs = 1;
    else if (!isOver()) {
      select([], [], [], napMs);
      napMs *= 2;
    }
  }
}
