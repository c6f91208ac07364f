/**
 * A kernel for the checks of event loops: they say when its sockets become ready, and its time
 * passes in select() alone. So a check takes no time, and a loop that would sleep for ever, or
 * that goes round and round, is found out at once. It is the same whatever kernel is current.
 *
 * It answers select() and the clock. Everything else, close() for one, goes to a simulated kernel
 * of its own: its sockets are real there, but connected to nobody.
 */
import { Socket } from '../net/index.ts';
import { SimulatedKernel } from '../sim/index.ts';
import {
  AF_INET,
  fdSetAdd,
  fdSetHas,
  type Kernel,
  runOn,
  SOCK_STREAM,
} from '../sys/index.ts';
import { kernelWith } from './kernel-with.ts';
import { Wrong } from './wrong.ts';

// #region script
/** Far more than any of the checks needs. */
const mostSelects = 100;
const mostLooksAtTheClock = 10_000;

interface Scripted {
  readonly name: string;
  readonly socket: Socket;
  readableAtMs: number;
  writableAtMs: number;
}

/** One call of select(). */
export interface Question {
  /** What it asked about: `a for reading, b for writing`, or `nothing`. */
  readonly about: string;
  /** How long it would sleep at most. */
  readonly timeoutMs: number;
}

/** A kernel whose select() answers what a script says, and which remembers what it was asked. */
export class ScriptedKernel {
  /** What each select() asked, the first one first. */
  readonly questions: Question[] = [];
  #nowMs = 0;
  #looksAtTheClock = 0;
  /** What the code on this kernel was told, in case it catches that. */
  #wrong: Wrong | undefined;
  readonly #sockets: Scripted[] = [];
  readonly #kernel: Kernel = kernelWith(new SimulatedKernel(), {
    monotonicMs: () => this.#look(),
    select: (nfds, readfds, writefds, _exceptfds, timeout) =>
      this.#select(nfds, readfds, writefds, timeout),
  });

  /** How late it is. It begins at 0. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** A socket that can be neither read nor written until the check says so. */
  socket(name: string): Socket {
    const socket = new Socket(AF_INET, SOCK_STREAM, this.#kernel);
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

  /**
   * Does some work on this kernel.
   * @throws {Wrong} if it would sleep for ever, or does not come to an end.
   */
  run(work: () => void): void {
    runOn(this.#kernel, work);
    if (this.#wrong) throw this.#wrong;
  }
  // #endregion

  // #region select
  #scripted(socket: Socket): Scripted {
    const found = this.#sockets.find((each) => each.socket === socket);
    if (found === undefined) throw new RangeError('a socket of another kernel');
    return found;
  }

  #look(): number {
    this.#looksAtTheClock += 1;
    if (this.#looksAtTheClock > mostLooksAtTheClock) {
      this.#tell(
        `Your code looks at the clock ${this.#looksAtTheClock} times, and no select() between them. ` +
          'Who else can run while it waits for the time to pass?',
      );
    }
    return this.#nowMs;
  }

  #select(
    nfds: number,
    readfds: Uint8Array | null,
    writefds: Uint8Array | null,
    timeout: Int32Array | null,
  ): number {
    this.#looksAtTheClock = 0;
    const readers = this.#in(readfds, nfds);
    const writers = this.#in(writefds, nfds);
    const about = inWords(readers, writers);
    const [seconds = 0, , microseconds = 0] = timeout ?? [Infinity];
    const timeoutMs = seconds * 1000 + microseconds / 1000;
    this.questions.push({ about, timeoutMs });
    this.#expectFewSelects(readers, writers);
    const deadlineMs = this.#nowMs + timeoutMs;
    for (;;) {
      const readable = readers.filter((each) => each.readableAtMs <= this.#nowMs);
      const writable = writers.filter((each) => each.writableAtMs <= this.#nowMs);
      const count = readable.length + writable.length;
      if (count > 0 || this.#nowMs >= deadlineMs) {
        put(readable, readfds);
        put(writable, writefds);
        return count;
      }
      const nextMs = Math.min(deadlineMs, this.#nextMs());
      if (nextMs === Infinity) {
        this.#tell(
          `The loop would sleep for ever: it asks select() about ${about}, and that never comes.`,
        );
      }
      this.#nowMs = nextMs;
    }
  }
  // #endregion

  // #region words
  #expectFewSelects(readers: Scripted[], writers: Scripted[]): void {
    if (this.questions.length <= mostSelects) return;
    const isReady =
      readers.some((each) => each.readableAtMs <= this.#nowMs) ||
      writers.some((each) => each.writableAtMs <= this.#nowMs);
    const calls = `select() has been called ${this.questions.length} times`;
    this.#tell(
      isReady
        ? `${calls}, the last time about ${inWords(readers, writers)}. Some of that is ready, so it does not sleep; ` +
            'and nobody is woken for it.'
        : `${calls}. The last time nothing was ready, and its timeout was ` +
            `${this.questions.at(-1)?.timeoutMs} ms. How long may it sleep?`,
    );
  }

  /** Throws, now and when the work is over. */
  #tell(message: string): never {
    this.#wrong ??= new Wrong(message);
    throw this.#wrong;
  }

  #in(set: Uint8Array | null, nfds: number): Scripted[] {
    return this.#sockets.filter(({ socket }) => {
      const fd = socket.fileno();
      return set !== null && fd >= 0 && fd < nfds && fdSetHas(set, fd);
    });
  }

  /** When a socket becomes ready next. */
  #nextMs(): number {
    const times = this.#sockets.flatMap((each) => [each.readableAtMs, each.writableAtMs]);
    return Math.min(...times.filter((time) => time > this.#nowMs));
  }
}

function put(sockets: Scripted[], set: Uint8Array | null): void {
  set?.fill(0);
  for (const { socket } of sockets) if (set) fdSetAdd(set, socket.fileno());
}

function inWords(readers: Scripted[], writers: Scripted[]): string {
  const all = [
    ...readers.map(({ name }) => `${name} for reading`),
    ...writers.map(({ name }) => `${name} for writing`),
  ];
  return all.join(', ') || 'nothing';
}
// #endregion
