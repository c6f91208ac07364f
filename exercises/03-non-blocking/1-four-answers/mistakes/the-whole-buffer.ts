/**
 * Hands out the whole buffer, whatever recvInto() said.
 *
 * @diagnosis The whole buffer is handed out, not the part that was received. recvInto() answers
 * how many of its bytes count; the others are left over or zero.
 */
import { type Socket, SystemError, WouldBlockError } from 'would-block';

/** What became of one recv(). */
export type Answer =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'later' }
  | { readonly kind: 'broken'; readonly code: string };

export function receive(socket: Socket): Answer {
  const buffer = new Uint8Array(1024);
  try {
    const count = socket.recvInto(buffer);
    return count > 0 ? { kind: 'data', bytes: buffer } : { kind: 'end' };
  } catch (error) {
    if (error instanceof WouldBlockError) return { kind: 'later' };
    if (error instanceof SystemError) return { kind: 'broken', code: error.code };
    throw error;
  }
}
