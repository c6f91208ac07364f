/**
 * Sleeps after the last round as well.
 *
 * @diagnosis After the last round it sleeps once more, though nobody waits for anything. Look whether it is over before you lie down.
 */
import { select } from 'would-block';

export function poll(round: () => boolean, isOver: () => boolean, mostMs: number): void {
  let napMs = 1;
  while (!isOver()) {
    if (round()) napMs = 1;
    else {
      select([], [], [], Math.min(napMs, mostMs));
      napMs *= 2;
    }
  }
}
