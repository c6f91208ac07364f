/**
 * What the tests of sockets share: sockets that are closed when a test is over.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  currentKernel,
  F_GETFL,
  type Kernel,
  O_NONBLOCK,
  SOCK_STREAM,
} from '../sys/index.ts';
import { hasIPv6 } from '../sys/native.fixture.ts';
import type { InternetAddress } from './address.ts';
import { Socket } from './socket.ts';

export { hasIPv6 };

/** The same socket, which is closed when the test is over. */
export function opened(socket: Socket): Socket {
  onTestFinished(() => socket.close());
  return socket;
}

/** A new stream socket. */
export function stream(family: number = AF_INET, kernel?: Kernel): Socket {
  return opened(new Socket(family, SOCK_STREAM, kernel));
}

/** Where an internet socket is. */
export function addressOf(socket: Socket): InternetAddress {
  return socket.getsockname() as InternetAddress;
}

/** A socket that listens on any free port of the loopback address. */
export function listening(family: number = AF_INET, kernel?: Kernel): Socket {
  const listener = stream(family, kernel);
  listener.bind({ host: family === AF_INET6 ? '::1' : '127.0.0.1', port: 0 });
  listener.listen();
  return listener;
}

/** Both ends of a connection: the side that connected, and the one that accepted. */
export function connected(kernel?: Kernel): [near: Socket, far: Socket] {
  const listener = listening(AF_INET, kernel);
  const near = stream(AF_INET, kernel);
  near.connect(addressOf(listener));
  return [near, opened(listener.accept())];
}

/** An address where nobody listens, and nobody can while the test runs. */
export function nobodyListening(): InternetAddress {
  const holder = stream();
  holder.bind({ host: '127.0.0.1', port: 0 });
  return addressOf(holder);
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function text(received: Uint8Array): string {
  return new TextDecoder().decode(received);
}

/** What a function throws. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** The current kernel with some calls replaced. */
export function kernelWith(calls: Partial<Kernel>): Kernel {
  return { ...currentKernel(), ...calls };
}

/** A path for a Unix socket, in a folder that is removed when the test is over. */
export function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'socket');
}

export function isBlocking(socket: Socket): boolean {
  return (socket.kernel.fcntl(socket.fileno(), F_GETFL, 0) & O_NONBLOCK) === 0;
}
