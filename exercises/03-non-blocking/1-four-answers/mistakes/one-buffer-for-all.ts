/**
 * Uses one buffer for all calls and hands out parts of it.
 *
 * @diagnosis All answers share one buffer, so that a second call writes over the bytes of the
 * first while somebody may still need them. Copy them, or use a new buffer each time.
 */
import { type Socket, SystemError, WouldBlockError } from 'would-block';

/** What became of one recv(). */
export type Answer =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'later' }
  | { readonly kind: 'broken'; readonly code: string };

const buffer = new Uint8Array(1024);

export function receive(socket: Socket): Answer {
  try {
    const count = socket.recvInto(buffer);
    return count > 0
      ? { kind: 'data', bytes: buffer.subarray(0, count) }
      : { kind: 'end' };
  } catch (error) {
    if (error instanceof WouldBlockError) return { kind: 'later' };
    if (error instanceof SystemError) return { kind: 'broken', code: error.code };
    throw error;
  }
}
