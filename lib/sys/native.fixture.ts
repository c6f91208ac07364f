/**
 * What the tests of the real kernel share: descriptors that are closed when a test is over.
 */
import { expect, onTestFinished } from 'vitest';
import { AF_INET, SOCK_STREAM } from './constants.ts';
import { kernel } from './native.ts';
import { platform } from './platform.ts';

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
  const onDarwin = platform.system === 'darwin';
  const address = Uint8Array.of(
    onDarwin ? 16 : AF_INET,
    onDarwin ? AF_INET : 0,
    ...new Array(14).fill(0),
  );
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
