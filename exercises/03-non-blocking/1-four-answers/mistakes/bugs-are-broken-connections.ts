/**
 * Takes every exception but would-block for a broken connection, bugs too.
 *
 * @diagnosis A mistake in the program is reported as a broken connection. Only a SystemError
 * comes from the system; throw every other error again.
 */
import { type Socket, type SystemError, WouldBlockError } from 'would-block';

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
    if (error instanceof WouldBlockError) return { kind: 'later' };
    return { kind: 'broken', code: (error as SystemError).code };
  }
}
