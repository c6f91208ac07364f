/**
 * Takes every exception for "later".
 *
 * @diagnosis Every exception is taken for would-block. A broken connection is then asked again for
 * ever, and so is a bug. Look which exception it is.
 */
import type { Socket } from 'would-block';

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
  } catch {
    return { kind: 'later' };
  }
}
