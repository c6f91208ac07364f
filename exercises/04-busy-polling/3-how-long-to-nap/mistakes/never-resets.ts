/**
 * Lets the naps grow, and never sets them back.
 *
 * @diagnosis The naps grow once and for all. After an hour a client who talks without a pause is kept waiting as if nobody had spoken.
 */
import { select } from 'would-block';

export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    if (round() || isOver()) continue;
    select([], [], [], Math.min(napMs, mostMs));
    napMs *= 2;
  }
}
