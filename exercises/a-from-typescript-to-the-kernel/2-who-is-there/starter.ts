import { currentKernel, platform } from 'would-block';

/** Who is at the other end of a connection. */
export type Peer =
  | { readonly kind: 'internet'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'nobody' };

/** Asks the kernel who is at the other end. Throws SystemError. */
export function whoIsThere(fd: number): Peer {
  const address = new Uint8Array(0);
  const length = Int32Array.of(0);
  currentKernel().getpeername(fd, address, length);
  return familyOf(address) === 0 ? { kind: 'nobody' } : { kind: 'unix', path: '' };
}

/** The family in a sockaddr. */
function familyOf(address: Uint8Array): number {
  const [first = 0, second = 0] = address;
  return platform.system === 'darwin' ? second : first + second * 256;
}
