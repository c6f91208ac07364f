/**
 * The calls of a kernel as cases write them: texts instead of buffers, names instead of errnos.
 *
 * Waiting is done by poll(2), so that a case says the same on a kernel where bytes arrive when they
 * arrive, and on one where time is virtual.
 */
import { expect, onTestFinished } from 'vitest';
import {
  errnoName,
  F_GETFL,
  F_SETFL,
  type Kernel,
  O_NONBLOCK,
  POLLIN,
  POLLOUT,
  pollfd,
  pollfdRevents,
  SO_ERROR,
  SOL_SOCKET,
} from '../../sys/index.ts';
import { type Answer, named, text } from './answer.ts';
import { bytes } from './sockaddr.ts';

// #region kernel
/** Long enough for anything that will happen at all, in ms. */
export const PATIENCE_MS = 10_000;

/** A descriptor that no process has, and that C's int holds. */
export const NEVER_OPEN = 1_000_000;

/** A kernel and the descriptors that a case has opened on it. */
export class KernelCalls {
  readonly kernel: Kernel;
  readonly #descriptors = new Set<number>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    onTestFinished(() => {
      for (const fd of this.#descriptors) kernel.close(fd);
    });
  }

  /** The same descriptor, which is a good one and is closed when the case is over. */
  opened(fd: number): number {
    expect(named(fd), 'a descriptor').toBeTypeOf('number');
    this.#descriptors.add(fd);
    return fd;
  }

  /** close(2). The number may be another file's afterwards, so that the case's end lets it be. */
  close(fd: number): void {
    this.#descriptors.delete(fd);
    expect(named(this.kernel.close(fd)), `close(${fd})`).toBe(0);
  }
  // #endregion

  // #region calls
  /** bind(2), to an address or to the beginning of one. */
  bind(fd: number, address: Uint8Array, length = address.length): Answer {
    return named(this.kernel.bind(fd, address, length));
  }

  /** listen(2). */
  listen(fd: number, backlog: number): Answer {
    return named(this.kernel.listen(fd, backlog));
  }

  /** shutdown(2). */
  shutdown(fd: number, how: number): Answer {
    return named(this.kernel.shutdown(fd, how));
  }

  /** connect(2). */
  connect(fd: number, address: Uint8Array): Answer {
    return named(this.kernel.connect(fd, address, address.length));
  }

  /** The connection that waits, or is on its way. */
  accept(listener: number, flags = 0): number {
    this.until(listener, POLLIN);
    return this.opened(this.kernel.accept4(listener, null, null, flags));
  }

  /** Both ends of a pipe. */
  pipe(flags = 0): { readEnd: number; writeEnd: number } {
    const fds = new Int32Array(2);
    expect(named(this.kernel.pipe2(fds, flags)), 'pipe2').toBe(0);
    const [readEnd = -1, writeEnd = -1] = fds;
    return { readEnd: this.opened(readEnd), writeEnd: this.opened(writeEnd) };
  }

  /** send(2), and write(2) where the descriptor is no socket's. */
  send(fd: number, data: string | Uint8Array, flags = 0): Answer {
    const buffer = typeof data === 'string' ? bytes(data) : data;
    return named(this.kernel.send(fd, buffer, buffer.length, flags));
  }

  /** write(2). */
  write(fd: number, data: string | Uint8Array): Answer {
    const buffer = typeof data === 'string' ? bytes(data) : data;
    return named(this.kernel.write(fd, buffer, buffer.length));
  }

  /**
   * recv(2): the text that it wrote, '' at the end of the stream, or an error's name. Cases send
   * small letters, so that none of these is another.
   */
  recv(fd: number, room = 1000, flags = 0): string {
    const buffer = new Uint8Array(room);
    return text(buffer, this.kernel.recv(fd, buffer, room, flags));
  }

  /** read(2), as `recv`. */
  read(fd: number, room = 1000): string {
    const buffer = new Uint8Array(room);
    return text(buffer, this.kernel.read(fd, buffer, room));
  }
  // #endregion

  // #region waiting
  /** What is readable as soon as anything is: poll(2), then recv(2). */
  arrived(fd: number, room = 1000): string {
    this.until(fd, POLLIN);
    return this.recv(fd, room);
  }

  /** What poll(2) finds for one descriptor: its revents. Waits not at all, or so many ms. */
  poll(fd: number, events: number, timeoutMs = 0): number {
    const fds = pollfd(fd, events);
    const answer = this.kernel.poll(fds, 1, timeoutMs);
    const revents = pollfdRevents(fds);
    expect(named(answer), 'poll').toBe(revents === 0 ? 0 : 1);
    return revents;
  }

  /** Waits for one of `events`, or for an error, and answers revents. */
  until(fd: number, events: number): number {
    const revents = this.poll(fd, events, PATIENCE_MS);
    expect(revents, `poll for 0x${events.toString(16)}`).not.toBe(0);
    return revents;
  }

  /** Waits until all of these are true at once: poll(2) returns for the first of them. */
  untilAll(fd: number, events: number, wanted: number): number {
    const deadline = this.kernel.monotonicMs() + PATIENCE_MS;
    let revents = this.until(fd, events);
    while (revents !== wanted && this.kernel.monotonicMs() < deadline) {
      this.kernel.poll(null, 0, 1);
      revents = this.poll(fd, events);
    }
    return revents;
  }
  // #endregion

  // #region amounts
  /** Sends until the kernel takes no more. Answers how many bytes it took. */
  fill(fd: number, chunkBytes = 4096): number {
    this.setBlocking(fd, false);
    const chunk = new Uint8Array(chunkBytes).fill(0x78);
    let taken = 0;
    for (;;) {
      const answer = this.kernel.write(fd, chunk, chunk.length);
      if (answer > 0) taken += answer;
      else {
        expect(named(answer), 'write into full buffers').toBe('EAGAIN');
        // What was sent may have gone on to the other side in the meantime, or still go: Linux
        // delays an acknowledgement by up to 40 ms. And not writable means little room, not none.
        if ((this.poll(fd, POLLOUT, 60) & POLLOUT) !== 0) continue;
        if (this.kernel.write(fd, chunk, 1) < 0) return taken;
        taken += 1;
      }
    }
  }

  /** Reads so many bytes, waiting for each, and answers how many came before the end. */
  drain(fd: number, count: number): number {
    const buffer = new Uint8Array(65_536);
    let received = 0;
    while (received < count) {
      this.until(fd, POLLIN);
      const room = Math.min(buffer.length, count - received);
      const answer = this.kernel.read(fd, buffer, room);
      expect(named(answer), 'read').toBeTypeOf('number');
      if (answer === 0) break;
      received += answer;
    }
    return received;
  }
  // #endregion

  // #region asking
  /** Sets or clears O_NONBLOCK. */
  setBlocking(fd: number, blocking: boolean): void {
    const flags = this.kernel.fcntl(fd, F_GETFL, 0);
    const wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    expect(named(this.kernel.fcntl(fd, F_SETFL, wanted)), 'fcntl').toBe(0);
  }

  /** The value of an option that is a number, or an error's name. */
  option(fd: number, level: number, name: number): Answer {
    const value = new Int32Array(1);
    const answer = this.kernel.getsockopt(fd, level, name, value, Int32Array.of(4));
    return answer < 0 ? named(answer) : (value[0] ?? 0);
  }

  /** Sets an option that is a number or a few of them. */
  setOption(fd: number, level: number, name: number, values: readonly number[]): void {
    const value = Int32Array.from(values);
    const answer = this.kernel.setsockopt(fd, level, name, value, value.byteLength);
    expect(named(answer), `setsockopt(${name})`).toBe(0);
  }

  /** SO_ERROR by name: the error that waits on the socket, or 0. Asking takes it away. */
  pendingError(fd: number): Answer {
    const error = this.option(fd, SOL_SOCKET, SO_ERROR);
    return typeof error === 'number' && error > 0 ? errnoName(error) : error;
  }

  /** getsockname(2): the bytes of the socket's own address. */
  ownAddress(fd: number): Uint8Array {
    const address = new Uint8Array(128);
    const length = Int32Array.of(address.length);
    const answer = this.kernel.getsockname(fd, address, length);
    expect(named(answer), 'getsockname').toBe(0);
    return address.slice(0, length[0]);
  }

  /** getpeername(2): the bytes of the peer's address. */
  peerAddress(fd: number): Uint8Array {
    const address = new Uint8Array(128);
    const length = Int32Array.of(address.length);
    const answer = this.kernel.getpeername(fd, address, length);
    expect(named(answer), 'getpeername').toBe(0);
    return address.slice(0, length[0]);
  }
}
// #endregion
