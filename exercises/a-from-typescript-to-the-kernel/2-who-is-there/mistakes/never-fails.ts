/**
 * Does not look at what the call answers.
 *
 * @diagnosis Nobody looks at the answer of the call. If it has failed, the bytes are zeros, and you read an
 * address out of them. Look at the answer first.
 */
import { AF_INET, currentKernel, platform } from 'would-block';

/** Who is at the other end of a connection. */
export type Peer =
  | { readonly kind: 'internet'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'nobody' };

/** Room for any address: the longest, a sockaddr_un, has 110 bytes. */
const ROOM_BYTES = 128;

export function whoIsThere(fd: number): Peer {
  const address = new Uint8Array(ROOM_BYTES);
  const length = Int32Array.of(ROOM_BYTES);
  currentKernel().getpeername(fd, address, length);
  if (familyOf(address) === AF_INET) {
    const port = new DataView(address.buffer).getUint16(2);
    return { kind: 'internet', host: address.subarray(4, 8).join('.'), port };
  }
  const path = address.subarray(2, length[0]);
  const end = path.indexOf(0);
  const text = end < 0 ? path : path.subarray(0, end);
  return { kind: 'unix', path: new TextDecoder().decode(text) };
}

/** The family in a sockaddr. */
function familyOf(address: Uint8Array): number {
  const [first = 0, second = 0] = address;
  return platform.system === 'darwin' ? second : first + second * 256;
}
