/**
 * Plays a peer's script on one connection, step by step, on the peers' thread.
 */
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type Ends, untilDelivered, untilRead } from './delivery.ts';
import type { Ending } from './peer-messages.ts';
import { PeerReader } from './peer-reader.ts';
import type { Step } from './peer-script.ts';

// #region listener
/** What a connection tells while it lasts. */
export interface PeerListener {
  onBytesRead(count: number): void;
  onStepsDone(count: number): void;
  onHeld(): void;
  onOver(ending: Ending, received: Uint8Array): void;
}
// #endregion

// #region fields
export class PeerConnection {
  readonly #socket: Socket;
  readonly #listener: PeerListener;
  readonly #reader: PeerReader;
  readonly #ends: Ends;
  readonly #over = new AbortController();
  /** How many bytes of the stream the steps have asked for by `readBytes()`. */
  #bytesAskedFor = 0;
  #sendEnded = false;
  #goOns = 0;
  #wakeFromHold: (() => void) | undefined;

  constructor(socket: Socket, listener: PeerListener) {
    this.#socket = socket;
    this.#listener = listener;
    this.#reader = new PeerReader(socket, (count) => listener.onBytesRead(count));
    this.#ends = { own: socket.localPort ?? 0, other: socket.remotePort ?? 0 };
    // Each step is to be seen on its own: Nagle's algorithm would join small sends.
    socket.setNoDelay(true);
    socket.on('error', () => this.#conclude('reset by the other side'));
  }
  // #endregion

  // #region play
  /** Plays the whole script. Resolves when the connection is over. */
  async play(script: readonly Step[]): Promise<void> {
    try {
      // A script that begins with a word about reading must not have lost its first bytes to
      // the way in which every peer starts.
      if (!beginsWithReading(script)) this.#reader.setRate(Infinity);
      for (const [index, step] of script.entries()) {
        await this.#perform(step);
        if (this.#over.signal.aborted) return;
        this.#listener.onStepsDone(index + 1);
      }
      if (this.#reader.stopped) return;
      await this.#reader.untilBytes(Infinity);
      if (!this.#sendEnded) await this.#end();
      this.#conclude('ended');
    } catch (error) {
      // A step that waits is cut off when the connection is over: that has been told already.
      if (!this.#over.signal.aborted) throw error;
    }
  }

  /** Lets the script go on from a `hold()`, this one or the next. */
  goOn(): void {
    this.#goOns += 1;
    this.#wakeFromHold?.();
  }

  /** Closes the connection, wherever the script is. */
  stop(): void {
    this.#conclude('stopped');
  }
  // #endregion

  // #region perform
  async #perform(step: Step): Promise<void> {
    switch (step.step) {
      case 'send':
        return this.#send(step.bytes);
      case 'sendByteByByte':
        for (let index = 0; index < step.bytes.length; index += 1) {
          await this.#send(step.bytes.subarray(index, index + 1));
          await untilRead(this.#ends, this.#over.signal);
        }
        return;
      case 'untilRead':
        return untilRead(this.#ends, this.#over.signal);
      case 'pauseMs':
        return setTimeout(step.ms, undefined, { signal: this.#over.signal });
      case 'hold':
        return this.#hold();
      case 'readFast':
        return this.#reader.setRate(Infinity);
      case 'readSlowly':
        return this.#reader.setRate(step.bytesPerMs);
      case 'stopReading':
        return this.#reader.setRate(0);
      case 'readBytes':
        return this.#readBytes(step.bytes);
      case 'readAll':
        this.#reader.setRate(Infinity);
        return this.#reader.untilBytes(Infinity);
      case 'end':
        return this.#end();
      case 'close':
        return this.#conclude('closed');
      case 'reset':
        this.#socket.resetAndDestroy();
        return this.#conclude('reset');
    }
  }
  // #endregion

  // #region steps
  #send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      // An error comes as an event too, which concludes the connection.
      this.#socket.write(bytes, () => resolve());
    });
  }

  async #hold(): Promise<void> {
    if (this.#socket.bytesWritten > 0) {
      await untilDelivered(this.#ends, this.#over.signal);
    }
    this.#listener.onHeld();
    if (this.#goOns === 0) {
      await new Promise<void>((resolve) => {
        this.#wakeFromHold = resolve;
      });
    }
    this.#wakeFromHold = undefined;
    this.#goOns -= 1;
  }

  async #readBytes(bytes: number): Promise<void> {
    this.#bytesAskedFor += bytes;
    await this.#reader.untilBytes(this.#bytesAskedFor);
    // The stream has ended before: the rest of the script has lost its sense.
    if (this.#reader.bytes < this.#bytesAskedFor) this.#conclude('ended');
  }

  #end(): Promise<void> {
    this.#sendEnded = true;
    return new Promise((resolve) => this.#socket.end(() => resolve()));
  }

  #conclude(ending: Ending): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#wakeFromHold?.();
    this.#reader.close();
    this.#socket.destroy();
    this.#listener.onOver(ending, this.#reader.received());
  }
}

function beginsWithReading(script: readonly Step[]): boolean {
  const first = script[0]?.step;
  return first === 'stopReading' || first === 'readSlowly';
}
// #endregion
