/**
 * Takes "nothing has arrived" for the end.
 *
 * @diagnosis Would-block is taken for the end of the stream: you hang up on a peer that is only
 * thinking. The end is when recv() returns, and returns no bytes.
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
    return { kind: 'data', bytes };
  } catch (error) {
    if (error instanceof WouldBlockError) return { kind: 'end' };
    if (error instanceof SystemError) return { kind: 'broken', code: error.code };
    throw error;
  }
}
