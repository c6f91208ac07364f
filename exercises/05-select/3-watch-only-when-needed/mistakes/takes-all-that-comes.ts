/**
 * Reads on while bytes are unsent, and keeps them all.
 *
 * @diagnosis The relay reads on from a side while the other takes nothing, and keeps more than it may.
 * Read from a side only when what it said before has been sent on: then the kernel tells it to
 * wait, and you keep nothing.
 */
import { SHUT_WR, type Socket, SystemError, select, WouldBlockError } from 'would-block';

/** What one side says on its way to the other. */
interface Direction {
  readonly from: Socket;
  readonly to: Socket;
  /** What has been received and not yet sent on. */
  unsent: Uint8Array;
  /** Whether its end has been received. */
  ended: boolean;
}

/**
 * Passes on what each of two connected, non-blocking sockets brings to the other, until both
 * streams have ended or a connection breaks. Closes both.
 */
export function relay(one: Socket, other: Socket): void {
  const there: Direction = {
    from: one,
    to: other,
    unsent: new Uint8Array(),
    ended: false,
  };
  const back: Direction = {
    from: other,
    to: one,
    unsent: new Uint8Array(),
    ended: false,
  };
  const directions = [there, back];
  try {
    while (directions.some((direction) => takes(direction) || owes(direction))) {
      const readers = directions.filter(takes).map(({ from }) => from);
      const writers = directions.filter(owes).map(({ to }) => to);
      const [readable, writable] = select(readers, writers);
      for (const direction of directions) {
        if (readable.includes(direction.from)) attempt(receive, direction);
        if (writable.includes(direction.to)) attempt(sendOn, direction);
      }
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error; // else a connection broke: it is over
  } finally {
    one.close();
    other.close();
  }
}

function takes({ ended }: Direction): boolean {
  return !ended;
}

function owes({ unsent }: Direction): boolean {
  return unsent.length > 0;
}

function receive(direction: Direction): void {
  const bytes = direction.from.recv(16_384);
  direction.unsent = Buffer.concat([direction.unsent, bytes]);
  if (bytes.length > 0) return;
  direction.ended = true;
  if (direction.unsent.length === 0) direction.to.shutdown(SHUT_WR);
}

function sendOn(direction: Direction): void {
  const sent = direction.to.send(direction.unsent);
  direction.unsent = direction.unsent.subarray(sent);
  if (direction.ended && direction.unsent.length === 0) direction.to.shutdown(SHUT_WR);
}

function attempt(step: (direction: Direction) => void, direction: Direction): void {
  try {
    step(direction);
  } catch (error) {
    if (!(error instanceof WouldBlockError)) throw error; // else select() was wrong, for once
  }
}
