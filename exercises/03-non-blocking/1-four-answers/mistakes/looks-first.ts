/**
 * Looks whether there is something to receive, and then receives it.
 *
 * @diagnosis Your function looks whether something is there before it calls recv(), which are two calls for one
 * answer. And by then the answer may be another one. What does recv() itself say when nothing is there?
 */
import { type Socket, SystemError, select, WouldBlockError } from 'would-block';

/** What became of one recv(). */
export type Answer =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'later' }
  | { readonly kind: 'broken'; readonly code: string };

/** Calls recv() once on a non-blocking socket, and tells its four answers apart. */
export function receive(socket: Socket): Answer {
  try {
    const [readable] = select([socket], [], [], 0);
    if (readable.length === 0) return { kind: 'later' };
    const bytes = socket.recv(1024);
    return bytes.length > 0 ? { kind: 'data', bytes } : { kind: 'end' };
  } catch (error) {
    if (error instanceof WouldBlockError) return { kind: 'later' };
    if (error instanceof SystemError) return { kind: 'broken', code: error.code };
    throw error;
  }
}
