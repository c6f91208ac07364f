import { type Socket, select } from 'would-block';

/**
 * Passes on what each of two connected, non-blocking sockets brings to the other, until both
 * streams have ended or a connection breaks. Closes both.
 */
export function relay(one: Socket, other: Socket): void {
  let ended = 0;
  while (ended < 2) {
    const [readable] = select([one, other], [one, other]);
    for (const from of readable) {
      const to = from === one ? other : one;
      const bytes = from.recv(16_384);
      if (bytes.length > 0) to.send(bytes);
      else ended += 1;
    }
  }
  one.close();
  other.close();
}
