/**
 * Asks for the general kind of error before the special one.
 *
 * @diagnosis A WouldBlockError is a SystemError too, so the first question catches both, and "later"
 * is reported as a broken connection. Ask for the special kind first.
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
    return bytes.length > 0 ? { kind: 'data', bytes } : { kind: 'end' };
  } catch (error) {
    if (error instanceof SystemError) return { kind: 'broken', code: error.code };
    if (error instanceof WouldBlockError) return { kind: 'later' };
    throw error;
  }
}
