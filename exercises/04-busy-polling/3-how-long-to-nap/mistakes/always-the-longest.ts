/**
 * Sleeps for the longest nap each time.
 *
 * @diagnosis Every nap is the longest, also the first one after somebody has spoken: every reply is as late as it can be.
 */
import { select } from 'would-block';

export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  while (!isOver()) {
    if (round() || isOver()) continue;
    select([], [], [], mostMs);
  }
}
