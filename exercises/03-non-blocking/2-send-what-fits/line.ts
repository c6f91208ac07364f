/**
 * A connection over which an answer sends: what it leaves is held against what the kernel took.
 */
import {
  currentKernel,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  select,
  WouldBlockError,
} from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { expectBytes, kernelWith, type Peer, Wrong } from 'would-block/testing';

export type Answer = typeof import('./starter.ts');

/** A non-blocking connection to a peer, and what the kernel has answered to its sends. */
export class Line {
  readonly socket: Socket;
  calls = 0;
  refusals = 0;
  /** How many bytes the kernel has taken. */
  taken = 0;
  readonly #kernel = currentKernel();
  readonly #answer: Answer;
  readonly #peer: Peer;

  /** With `bufferBytes`, the send buffer is as small as that. */
  constructor(answer: Answer, peer: Peer, bufferBytes?: number) {
    const kernel = this.#kernel;
    const counting = kernelWith(kernel, {
      send: (...args) => {
        const sent = kernel.send(...args);
        this.calls += 1;
        if (sent < 0) this.refusals += 1;
        else this.taken += sent;
        return sent;
      },
    });
    this.#answer = answer;
    this.#peer = peer;
    this.socket = runOn(counting, () => new Socket());
    if (bufferBytes) this.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, bufferBytes);
    this.socket.connect(peer.address);
    this.socket.setBlocking(false);
  }

  /** What the answer leaves of `data`: what the kernel has not taken, neither more nor less. */
  send(data: Uint8Array): Uint8Array {
    const refusals = this.refusals;
    const taken = this.taken;
    const sleptMs = this.#sleptMs();
    const rest = this.#rest(data);
    if (this.#sleptMs() > sleptMs) {
      throw new Wrong(
        'There was no room for more, and sendWhatFits() slept until there was, or for a time. ' +
          'What could its caller have done meanwhile?',
      );
    }
    expectRest(rest, data, this.taken - taken);
    if (rest.length > 0 && this.refusals === refusals) {
      throw new Wrong(
        `sendWhatFits() leaves ${rest.length} of ${data.length} bytes, and in this call the kernel has refused ` +
          'nothing. Who says that there is no room?',
      );
    }
    if (this.refusals <= refusals + 1) return rest;
    throw new Wrong(
      `The kernel has refused, and sendWhatFits() has asked again: ${this.refusals - refusals} ` +
        'refusals in one call. What can have changed in a millionth of a second?',
    );
  }

  /** How long calls have slept, where that is known exactly. */
  #sleptMs(): number {
    return this.#kernel instanceof SimulatedKernel ? this.#kernel.counts.sleptMs : 0;
  }

  #rest(data: Uint8Array): Uint8Array {
    try {
      return this.#answer.sendWhatFits(this.socket, data);
    } catch (error) {
      if (!(error instanceof WouldBlockError)) throw error;
      throw new Wrong(
        `There was no room for more, and sendWhatFits() throws ${error.code}. Is that an error? ` +
          'And how much of the data has been sent?',
      );
    }
  }

  /** Sends the rest as often as there is room, and closes: the peer must have got all the data. */
  finish(rest: Uint8Array, data: Uint8Array): void {
    let left = rest;
    while (left.length > 0) {
      select([], [this.socket], []);
      left = this.send(left);
    }
    this.socket.close();
    expectBytes('After all calls the other side received', this.#peer.received(), data);
  }
}

/** Throws unless the rest is what the kernel has not taken of the data. */
export function expectRest(rest: Uint8Array, data: Uint8Array, taken: number): void {
  if (!(rest instanceof Uint8Array)) {
    throw new Wrong(`sendWhatFits() returns ${rest}, which is no array of bytes.`);
  }
  const left = data.length - taken;
  if (rest.length < left) {
    throw new Wrong(
      `The kernel took ${taken} of ${data.length} bytes, and sendWhatFits() returns a rest of ` +
        `${rest.length}: ${left - rest.length} bytes are lost. What does send() return?`,
    );
  }
  if (rest.length > data.length) {
    const given = `sendWhatFits() was given ${data.length} bytes, and returns a rest of ${rest.length}`;
    throw new Wrong(
      rest.buffer === data.buffer
        ? `${given}: what stands behind them in the same memory is not to be sent. Which bytes are those of \`data.buffer\`?`
        : `${given}. To whom do the others belong?`,
    );
  }
  if (rest.length > left) {
    throw new Wrong(
      rest.length === data.length
        ? `The kernel took ${taken} bytes before it refused, and sendWhatFits() returns all ` +
            'the data as the rest. What becomes of those bytes in the next call?'
        : `The kernel took ${taken} of ${data.length} bytes, and sendWhatFits() returns a rest ` +
            `of ${rest.length}: ${rest.length - left} bytes will be sent twice. What did it count?`,
    );
  }
  expectBytes('The rest that sendWhatFits() returns is', rest, data.subarray(taken));
}
