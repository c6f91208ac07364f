/**
 * What the tests of the simulated kernel share: sockets as programs make them, on a kernel.
 */
import type { InternetAddress } from '../net/index.ts';
import { Socket } from '../net/index.ts';
import { AF_INET, SOCK_STREAM } from '../sys/index.ts';
import type { SimulatedKernel } from './index.ts';

export function socketOn(kernel: SimulatedKernel): Socket {
  return new Socket(AF_INET, SOCK_STREAM, kernel);
}

/** A listener on a free port, and its address. */
export function listening(kernel: SimulatedKernel, backlog = 16) {
  const listener = socketOn(kernel);
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(backlog);
  return { listener, address: listener.getsockname() as InternetAddress };
}

/** Both ends of a connection. */
export function connected(kernel: SimulatedKernel) {
  const { listener, address } = listening(kernel);
  const near = socketOn(kernel);
  near.connect(address);
  return { listener, near, far: listener.accept() };
}

export const bytes = (text: string) => new TextEncoder().encode(text);
export const text = (data: Uint8Array) => new TextDecoder().decode(data);
