/**
 * A kernel for the checks: they say when its sockets become ready, and its time passes in select()
 * alone. So a check takes no time, and a loop that would sleep for ever is found out at once.
 */
import {
  AF_INET,
  currentKernel,
  fdSetAdd,
  fdSetHas,
  type Kernel,
  runOn,
  SOCK_STREAM,
  Socket,
} from 'would-block';
import { kernelWith, Wrong } from 'would-block/testing';

/** Far more than any of the checks needs. */
const mostSelects = 100;

interface Scripted {
  readonly name: string;
  readonly socket: Socket;
  readableAtMs: number;
  writableAtMs: number;
}

export class ScriptedKernel {
  /** How late it is. */
  nowMs = 0;
  /** What each select() asked about: `a` for reading, `b` for writing. */
  readonly questions: string[] = [];
  readonly #sockets: Scripted[] = [];
  readonly #kernel: Kernel = kernelWith(currentKernel(), {
    monotonicMs: () => this.nowMs,
    select: (nfds, readfds, writefds, _exceptfds, timeout) =>
      this.#select(nfds, readfds, writefds, timeout),
  });

  /** A socket that can be neither read nor written until the check says so. */
  socket(name: string): Socket {
    // The number is made up: nothing but select() is ever called for it.
    const descriptor = 10 + this.#sockets.length;
    const socket = new Socket(AF_INET, SOCK_STREAM, this.#kernel, descriptor);
    this.#sockets.push({ name, socket, readableAtMs: Infinity, writableAtMs: Infinity });
    return socket;
  }

  /** From that time on the socket can be read, at Infinity never. */
  readableAt(socket: Socket, atMs: number): void {
    this.#scripted(socket).readableAtMs = atMs;
  }

  /** From that time on the socket can be written, at Infinity never. */
  writableAt(socket: Socket, atMs: number): void {
    this.#scripted(socket).writableAtMs = atMs;
  }

  /** Does some work on this kernel. */
  run(work: () => void): void {
    runOn(this.#kernel, work);
  }

  #scripted(socket: Socket): Scripted {
    const found = this.#sockets.find((each) => each.socket === socket);
    if (found === undefined) throw new RangeError('a socket of another kernel');
    return found;
  }

  #select(
    nfds: number,
    readfds: Uint8Array | null,
    writefds: Uint8Array | null,
    timeout: Int32Array | null,
  ): number {
    const readers = this.#in(readfds, nfds);
    const writers = this.#in(writefds, nfds);
    const question = asked(readers, writers);
    this.questions.push(question);
    if (this.questions.length > mostSelects) {
      throw new Wrong(
        `select() has been called ${this.questions.length} times in ${this.nowMs} ms. It is asked about ` +
          `${question}. Some of that is ready, so it does not sleep; and nobody is woken for it.`,
      );
    }
    const [seconds = 0, , microseconds = 0] = timeout ?? [Infinity];
    const deadlineMs = this.nowMs + seconds * 1000 + microseconds / 1000;
    for (;;) {
      const readable = readers.filter((each) => each.readableAtMs <= this.nowMs);
      const writable = writers.filter((each) => each.writableAtMs <= this.nowMs);
      const count = readable.length + writable.length;
      if (count > 0 || this.nowMs >= deadlineMs) {
        put(readable, readfds);
        put(writable, writefds);
        return count;
      }
      this.nowMs = Math.min(deadlineMs, this.#nextMs());
      if (this.nowMs === Infinity) {
        throw new Wrong(
          `The loop would sleep for ever: it asks select() about ${question}, and that never comes.`,
        );
      }
    }
  }

  #in(set: Uint8Array | null, nfds: number): Scripted[] {
    return this.#sockets.filter(({ socket }) => {
      const fd = socket.fileno();
      return set !== null && fd < nfds && fdSetHas(set, fd);
    });
  }

  /** When a socket becomes ready next. */
  #nextMs(): number {
    const times = this.#sockets.flatMap((each) => [each.readableAtMs, each.writableAtMs]);
    return Math.min(...times.filter((time) => time > this.nowMs));
  }
}

function put(sockets: Scripted[], set: Uint8Array | null): void {
  set?.fill(0);
  for (const { socket } of sockets) if (set) fdSetAdd(set, socket.fileno());
}

/** `a for reading, b for writing`, or `nothing`. */
function asked(readers: Scripted[], writers: Scripted[]): string {
  const all = [
    ...readers.map(({ name }) => `${name} for reading`),
    ...writers.map(({ name }) => `${name} for writing`),
  ];
  return all.join(', ') || 'nothing';
}
