/**
 * What the cases of the kernel suite begin with: a kernel, and the few situations that recur.
 *
 * Everything here is made of `Kernel` calls. Both ends of every connection belong to this
 * program, and every port is one that the kernel chose.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import {
  AF_INET,
  AF_UNIX,
  POLLIN,
  SO_LINGER,
  SO_RCVBUF,
  SO_SNDBUF,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
} from '../../sys/index.ts';
import { KernelCalls } from './kernel-calls.ts';
import { loopback, unixAddress } from './sockaddr.ts';

// #region situations
export { type Answer, named } from './answer.ts';
export { NEVER_OPEN, PATIENCE_MS } from './kernel-calls.ts';
export { bytes, loopback, portOf, unixAddress } from './sockaddr.ts';

/** Makes the kernel of one case, and closes what the case leaves open. */
export type StartCase = () => KernelUnderTest;

/** A socket that listens, and the sockaddr to connect to. */
export interface Listening {
  readonly listener: number;
  readonly address: Uint8Array;
}

/** Both ends of a connection: the one that connected, and the one that was accepted. */
export interface Connected extends Listening {
  readonly near: number;
  readonly far: number;
}
// #endregion

// #region connections
/** A kernel on which a case runs. */
export class KernelUnderTest extends KernelCalls {
  /** A new stream socket. `flags` are SOCK_NONBLOCK, SOCK_CLOEXEC. */
  socket(family: number = AF_INET, flags = 0): number {
    return this.opened(this.kernel.socket(family, SOCK_STREAM | flags, 0));
  }

  /** A path for a Unix socket that nobody uses. */
  unixPath(): string {
    const folder = mkdtempSync(join(tmpdir(), 'would-block-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return join(folder, 'socket');
  }

  /** An address that bind(2) takes: any free port, or a path. */
  freeAddress(family: number = AF_INET): Uint8Array {
    return family === AF_UNIX ? unixAddress(this.unixPath()) : loopback(family);
  }

  /** A socket that is bound to a free address, and that address. */
  bound(family: number = AF_INET, flags = 0): { fd: number; address: Uint8Array } {
    const fd = this.socket(family, flags);
    const free = this.freeAddress(family);
    expect(this.bind(fd, free), 'bind').toBe(0);
    return { fd, address: this.ownAddress(fd) };
  }

  /** A socket that listens. */
  listening(family: number = AF_INET, backlog = 16, flags = 0): Listening {
    const { fd, address } = this.bound(family, flags);
    expect(this.listen(fd, backlog), 'listen').toBe(0);
    return { listener: fd, address };
  }

  /** A connection to itself. Both ends block. */
  connected(family: number = AF_INET): Connected {
    return this.connectedTo(this.listening(family));
  }

  /** A connection to that listener. */
  connectedTo({ listener, address }: Listening): Connected {
    const near = this.socket(addressFamily(address));
    expect(this.connect(near, address), 'connect').toBe(0);
    return { listener, address, near, far: this.accept(listener) };
  }

  /** A connection whose buffers are as small as the kernel lets them be. */
  cramped(family: number = AF_INET): Connected {
    const { listener, address } = this.listening(family);
    this.setOption(listener, SOL_SOCKET, SO_RCVBUF, [4096]);
    this.setOption(listener, SOL_SOCKET, SO_SNDBUF, [4096]);
    const near = this.socket(family);
    this.setOption(near, SOL_SOCKET, SO_RCVBUF, [4096]);
    this.setOption(near, SOL_SOCKET, SO_SNDBUF, [4096]);
    expect(this.connect(near, address), 'connect').toBe(0);
    return { listener, address, near, far: this.accept(listener) };
  }

  /** A connection whose far end was torn off by RST; the near one knows it already. */
  reset(): Connected {
    const pair = this.connected();
    this.tearOff(pair.far);
    this.until(pair.near, POLLIN);
    return pair;
  }

  /** Closes so that the other side gets RST instead of the end of the stream: SO_LINGER 0. */
  tearOff(fd: number): void {
    this.setOption(fd, SOL_SOCKET, SO_LINGER, [1, 0]);
    this.close(fd);
  }
  // #endregion

  // #region nobody
  /** An internet address where nobody listens, and nobody will: a socket is bound there. */
  deafAddress(family: number = AF_INET): Uint8Array {
    return this.bound(family).address;
  }

  /**
   * A listener whose queue is full, and a non-blocking socket whose connect(2) cannot go on.
   */
  stuckConnect(): Listening & { waiting: number; first: number } {
    const { listener, address } = this.listening(AF_INET, 0);
    const first = this.socket();
    expect(this.connect(first, address)).toBe(0);
    const waiting = this.socket(AF_INET, SOCK_NONBLOCK);
    expect(this.connect(waiting, address)).toBe('EINPROGRESS');
    return { listener, address, waiting, first };
  }
}

function addressFamily(address: Uint8Array): number {
  return address[0] ?? 0;
}
// #endregion
