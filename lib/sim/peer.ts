/**
 * A scripted peer beside the program, in virtual time: the other side of a connection.
 *
 * It is made as calls are that block: a step is tried, and if it cannot be done it is tried again
 * whenever something has changed. A peer costs no CPU time, and no descriptor.
 */
import { AF_INET, errno, SHUT_WR } from '../sys/index.ts';
import { encodeInternet } from './address.ts';
import type { Machine } from './machine.ts';
import type { Watcher } from './open-file.ts';
import { PeerReader } from './peer-reader.ts';
import { type Step, validateScript } from './peer-script.ts';
import { WOULD_BLOCK } from './socket.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** How a connection ended, as the peer saw it. */
export type PeerEnding =
  | 'ended'
  | 'reset by the other side'
  | 'closed'
  | 'reset'
  | 'stopped';

/** How a peer gets its connection. */
export interface PeerOptions {
  /** Connects to this port on 127.0.0.1, instead of listening. */
  readonly connectTo?: number;
  /** Listens on this port; on a free one if not given. */
  readonly port?: number;
}

const HOST = '127.0.0.1';

export class PeerPlayer implements Watcher {
  /** Where it listens, or connects to. */
  readonly port: number;
  readonly #machine: Machine;
  readonly #script: readonly Step[];
  #listener: TcpSocket | undefined;
  #socket: TcpSocket | undefined;
  #reader: PeerReader | undefined;
  #step = 0;
  #isPlaying = false;
  /** What the step in hand has come to: bytes sent, bytes to read, the time to go on. */
  #sent = 0;
  #bytesAskedFor = 0;
  #untilMs: number | undefined;
  #sendEnded = false;
  #goOns = 0;
  /** It is at a `hold()`, and all that it sent has arrived. */
  isHeld = false;
  ending: PeerEnding | undefined;
  failure: number | undefined;

  /** `socket` is new. Throws RangeError for a script, or a port, that makes no sense. */
  constructor(
    machine: Machine,
    socket: TcpSocket,
    script: readonly Step[],
    { connectTo, port = 0 }: PeerOptions,
  ) {
    validateScript(script);
    if (connectTo !== undefined && !(connectTo > 0 && connectTo < 65_536)) {
      throw new RangeError(`a peer connects to a port from 1 to 65535, not ${connectTo}`);
    }
    if (!(port >= 0 && port < 65_536)) {
      throw new RangeError(`a peer listens on a port from 0 to 65535, not ${port}`);
    }
    this.#machine = machine;
    this.#script = script;
    socket.watch(this);
    const address = encodeInternet(AF_INET, { host: HOST, port: connectTo ?? port });
    if (connectTo === undefined) {
      this.#listener = socket;
      if (socket.bind(address) < 0) {
        throw new RangeError(`a peer cannot listen on port ${port}: it is taken`);
      }
      socket.listen(0);
      this.port = socket.local.port;
    } else {
      this.port = connectTo;
      this.#socket = socket;
      socket.connect(address);
    }
  }

  /** Every byte that it has read. */
  get received(): Uint8Array {
    return this.#reader?.received ?? new Uint8Array(0);
  }

  get isConnected(): boolean {
    return this.#reader !== undefined;
  }

  /** Lets the script go on from a `hold()`. */
  goOn(): void {
    this.#goOns += 1;
    this.#play();
  }

  /** Closes the connection, wherever the script is. */
  stop(): void {
    this.#conclude('stopped');
  }

  changed(): void {
    if (this.#isPlaying || this.ending !== undefined || this.failure !== undefined)
      return;
    if (this.#listener !== undefined && this.#socket === undefined) {
      const client = this.#listener.accept();
      if (typeof client === 'number') return;
      this.#socket = client;
      client.watch(this);
      this.#listener.close(); // one script, one connection
    }
    const socket = this.#socket;
    if (socket === undefined || socket.isConnecting) return;
    if (this.#reader === undefined) this.#begin(socket);
    this.#play();
  }

  released(): void {}

  #begin(socket: TcpSocket): void {
    const error = this.#listener === undefined ? socket.connect(new Uint8Array(0)) : 0;
    if (error < 0) {
      this.failure = -error;
      return;
    }
    const again = () => this.#play();
    this.#reader = new PeerReader(this.#machine.clock, socket, again);
    // A script that begins with a word about reading must not lose its first bytes to the way
    // in which every peer starts.
    const first = this.#script[0]?.step;
    if (first !== 'stopReading' && first !== 'readSlowly') this.#reader.setRate(Infinity);
  }

  // #region play
  #play(): void {
    const reader = this.#reader;
    const socket = this.#socket;
    if (this.#isPlaying || reader === undefined || socket === undefined) return;
    this.#isPlaying = true; // what it does itself changes the socket too
    try {
      reader.read();
      for (let step = this.#script[this.#step]; step; step = this.#script[this.#step]) {
        if (this.ending !== undefined || !this.#perform(step, socket, reader)) break;
        this.#step += 1;
        this.#sent = 0;
        this.#untilMs = undefined;
      }
      if (reader.isBroken) this.#conclude('reset by the other side');
      const isThrough = this.#step === this.#script.length && !reader.isStopped;
      if (isThrough && reader.hasEnded) {
        if (!this.#sendEnded) socket.shutdown(SHUT_WR);
        this.#conclude('ended');
      }
    } finally {
      this.#isPlaying = false;
    }
  }
  // #endregion

  /** Tries a step. Answers whether it is done. */
  #perform(step: Step, socket: TcpSocket, reader: PeerReader): boolean {
    switch (step.step) {
      case 'send':
        return this.#send(socket, step.bytes, step.bytes.length);
      case 'sendByteByByte':
        while (this.#sent < step.bytes.length && (this.#sent === 0 || socket.isRead)) {
          if (!this.#send(socket, step.bytes, this.#sent + 1)) return false;
        }
        return this.#sent === step.bytes.length && socket.isRead;
      case 'untilRead':
        return socket.isRead;
      case 'pauseMs':
        return this.#pause(step.ms);
      case 'hold':
        return this.#hold(socket);
      case 'readFast':
        reader.setRate(Infinity);
        return true;
      case 'readSlowly':
        reader.setRate(step.bytesPerMs);
        return true;
      case 'stopReading':
        reader.setRate(0);
        return true;
      case 'readBytes':
        if (this.#untilMs === undefined) this.#bytesAskedFor += step.bytes;
        this.#untilMs = 0; // the step has begun
        if (reader.bytes >= this.#bytesAskedFor) return true;
        // The stream has ended before: the rest of the script has lost its sense.
        if (reader.hasEnded) this.#conclude('ended');
        return false;
      case 'readAll':
        reader.setRate(Infinity);
        return reader.hasEnded;
      case 'end':
        this.#sendEnded = true;
        socket.shutdown(SHUT_WR);
        return true;
      case 'close':
        this.#conclude('closed');
        return true;
      case 'reset':
        socket.reset();
        this.#conclude('reset');
        return true;
    }
  }

  /** Sends up to the byte at `end`. Answers whether the kernel has taken all of them. */
  #send(socket: TcpSocket, bytes: Uint8Array, end: number): boolean {
    while (this.#sent < end) {
      const count = socket.send(bytes.subarray(this.#sent, end));
      if (count < 0 && count !== WOULD_BLOCK) this.#conclude('reset by the other side');
      if (count < 0) return false;
      this.#sent += count;
    }
    return true;
  }

  #pause(ms: number): boolean {
    const { clock } = this.#machine;
    if (this.#untilMs === undefined) {
      this.#untilMs = clock.nowMs + ms;
      clock.after(ms, () => this.#play());
    }
    return clock.nowMs >= this.#untilMs;
  }

  #hold(socket: TcpSocket): boolean {
    this.isHeld = socket.unacknowledgedBytes === 0;
    if (!this.isHeld || this.#goOns === 0) return false;
    this.#goOns -= 1;
    this.isHeld = false;
    return true;
  }

  #conclude(ending: PeerEnding): void {
    if (this.ending !== undefined) return;
    this.ending = ending;
    this.#socket?.unwatch(this);
    this.#socket?.close();
    if (this.#socket === undefined) this.#listener?.close();
  }

  describe(): string {
    const at = this.#script[this.#step];
    const doing =
      this.failure === errno.ECONNREFUSED
        ? 'could not connect'
        : !this.isConnected
          ? 'waits for a connection'
          : (this.ending ??
            (at === undefined ? 'has done its script' : `is at ${at.step}()`));
    const read = this.#reader?.bytes ?? 0;
    return `peer on port ${this.port}: ${doing}; it has read ${read} bytes`;
  }
}
