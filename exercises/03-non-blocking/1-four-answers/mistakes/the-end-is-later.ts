/**
 * Takes the end for "nothing has arrived".
 *
 * @diagnosis No bytes are taken for "nothing yet". A recv() that has nothing yet throws; one that
 * returns no bytes says that there will never be more, and whoever waits for more waits for ever.
 */
import { type Socket, SystemError, WouldBlockError } from 'would-block';

/** What became of one recv(). */
export type Answer =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'later' }
  | { readonly kind: 'broken'; readonly code: string };

export function receive(socket: Socket): Answer {
  try {
    const bytes = socket.recv(1024);
    return bytes.length > 0 ? { kind: 'data', bytes } : { kind: 'later' };
  } catch (error) {
    if (error instanceof WouldBlockError) return { kind: 'later' };
    if (error instanceof SystemError) return { kind: 'broken', code: error.code };
    throw error;
  }
}
