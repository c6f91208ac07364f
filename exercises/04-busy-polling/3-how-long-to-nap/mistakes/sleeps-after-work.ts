/**
 * Sleeps after every round.
 *
 * @diagnosis It sleeps after a round that brought something, too. Where something has come more may be waiting, and a round costs less than a nap.
 */
import { select } from 'would-block';

export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    const isUseful = round();
    if (isOver()) break;
    if (isUseful) napMs = 1;
    select([], [], [], Math.min(napMs, mostMs));
    napMs *= 2;
  }
}
