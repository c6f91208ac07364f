/**
 * What the tests of the real kernel share: descriptors that are closed when a test is over.
 */
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished } from 'vitest';
import { AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM } from './constants.ts';
import { kernel } from './native.ts';
import { platform } from './platform.ts';
import { layouts } from './structs.ts';

/** Whether this machine has an IPv6 address of its own: some containers have none. */
export const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((own) => own?.address === '::1');

/** A descriptor that is closed when the test is over, if it is one at all. */
export function opened(fd: number): number {
  expect(fd).toBeGreaterThanOrEqual(0);
  onTestFinished(() => {
    kernel.close(fd);
  });
  return fd;
}

/** A new stream socket over IPv4. `flags` are SOCK_NONBLOCK, SOCK_CLOEXEC. */
export function streamSocket(flags = 0): number {
  return opened(kernel.socket(AF_INET, SOCK_STREAM | flags, 0));
}

/** 127.0.0.1 and any free port, as a sockaddr that bind(2) takes and getsockname(2) fills. */
export function loopback(): Uint8Array {
  const address = sockaddr(AF_INET, 16);
  address.set([127, 0, 0, 1], 4);
  return address;
}

/** A socket that listens, and the sockaddr where it does. */
export function listening(flags = 0): { listener: number; address: Uint8Array } {
  const listener = streamSocket(flags);
  const address = loopback();
  expect(kernel.bind(listener, address, address.length)).toBe(0);
  expect(kernel.listen(listener, 16)).toBe(0);
  expect(kernel.getsockname(listener, address, Int32Array.of(16))).toBe(0);
  return { listener, address };
}

function sockaddr(family: number, size: number): Uint8Array {
  const address = new Uint8Array(size);
  if (platform.system === 'darwin') address.set([size, family]);
  else address[0] = family;
  return address;
}

/** ::1 and any free port, as a sockaddr. */
export function loopback6(): Uint8Array {
  const address = sockaddr(AF_INET6, 28);
  address[23] = 1;
  return address;
}

/** A path as a sockaddr. */
export function unixAddress(path: string): Uint8Array {
  const address = sockaddr(AF_UNIX, layouts.sockaddr_un.size);
  address.set(bytes(path), layouts.sockaddr_un.sun_path);
  return address;
}

/** A sockaddr where nobody listens, and nobody can while the test runs. */
export function nobodyListening(): Uint8Array {
  const holder = streamSocket();
  const address = loopback();
  expect(kernel.bind(holder, address, address.length)).toBe(0);
  expect(kernel.getsockname(holder, address, Int32Array.of(16))).toBe(0);
  return address;
}

/** Both ends of a connection over IPv4. */
export function connected(): { near: number; far: number } {
  const { listener, address } = listening();
  const near = streamSocket();
  expect(kernel.connect(near, address, address.length)).toBe(0);
  const far = opened(kernel.accept4(listener, null, null, 0));
  return { near, far };
}

/** Both ends of a pipe. */
export function pipe(flags = 0): { readEnd: number; writeEnd: number } {
  const fds = new Int32Array(2);
  expect(kernel.pipe2(fds, flags)).toBe(0);
  const [readEnd = -1, writeEnd = -1] = fds;
  return { readEnd: opened(readEnd), writeEnd: opened(writeEnd) };
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
