/**
 * A peer that reads, one that does not, one that begins to read later, one that crashes.
 */
import {
  currentKernel,
  errno,
  type Kernel,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
  select,
  WouldBlockError,
} from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import {
  check,
  checks,
  expectBytes,
  hold,
  kernelWith,
  type Peer,
  readFast,
  readSlowly,
  reset,
  someBytes,
  startPeer,
  stopReading,
  Wrong,
} from 'would-block/testing';

type Answer = typeof import('./starter.ts');

/** Far more than fits into the buffers of a connection whose send buffer is small. */
const large = someBytes(512 * 1024, 1);

/** A non-blocking connection to a peer, and what the kernel has answered to its sends. */
class Line {
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

/** A kernel whose sends are answered by the check, and on which there always is room. */
function kernelThatSends(send: Kernel['send']): Kernel {
  return kernelWith(currentKernel(), { send, select: () => 1, monotonicMs: () => 0 });
}

/** Sends on a non-blocking socket of that kernel. */
function sendOn(kernel: Kernel, { sendWhatFits }: Answer, data: Uint8Array): Uint8Array {
  return runOn(kernel, () => {
    const socket = new Socket();
    socket.setBlocking(false);
    return sendWhatFits(socket, data);
  });
}

/** The kernel has refused nothing, in so many calls. */
function expectAllTaken(rest: Uint8Array, data: Uint8Array, calls: number): void {
  if (rest.length === 0) return;
  const taken = `send() has taken ${data.length - rest.length} of ${data.length} bytes`;
  throw new Wrong(
    calls === 1
      ? `${taken}, and sendWhatFits() leaves the ${rest.length} others. Did the kernel refuse them?`
      : `${taken} in ${calls} calls, and sendWhatFits() leaves the ${rest.length} others. Has the ` +
          'kernel refused them, or have you?',
  );
}

function expectRest(rest: Uint8Array, data: Uint8Array, taken: number): void {
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
    throw new Wrong(
      `sendWhatFits() was given ${data.length} bytes, and returns a rest of ${rest.length}: what stands behind ` +
        'them in the same memory is not to be sent. Which bytes are those of `data.buffer`?',
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

export default checks<Answer>(
  [
    check(
      'room for everything',
      (answer) => {
        const data = someBytes(1500, 2);
        const line = new Line(answer, startPeer([]));
        const rest = line.send(data);
        expectAllTaken(rest, data, line.calls);
        line.finish(rest, data);
      },
      { faults: ['short-send', 'one-byte-send'] },
    ),

    check(
      'a byte at a time, and often',
      (answer) => {
        const data = someBytes(14_000, 3);
        const sent: number[] = [];
        const kernel = kernelThatSends((_fd, bytes) => {
          sent.push(bytes[0] ?? 0);
          return 1;
        });
        let rest: Uint8Array;
        try {
          rest = sendOn(kernel, answer, data);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          throw new Wrong(
            `send() takes one byte at a time, and after ${sent.length} of ${data.length} bytes ` +
              `sendWhatFits() throws: ${error}. What does a function leave on the stack that calls itself?`,
          );
        }
        expectRest(rest, data, sent.length);
        expectAllTaken(rest, data, sent.length);
        expectBytes('The kernel was handed', Uint8Array.from(sent), data);
      },
      { faults: [] },
    ),

    check('no data at all', (answer) => {
      const line = new Line(answer, startPeer([]));
      const nothing = new Uint8Array();
      line.finish(line.send(nothing), nothing);
    }),

    check('a peer that does not read, and later does', (answer) => {
      const peer = startPeer([stopReading(), hold(), readFast()]);
      const line = new Line(answer, peer, 4096);
      const rest = line.send(large);
      peer.goOn();
      line.finish(rest, large);
    }),

    check('asked again while there is no room', (answer) => {
      const peer = startPeer([stopReading(), hold(), readFast()]);
      const line = new Line(answer, peer, 4096);
      let rest = large;
      for (let time = 1; time <= 3; time++) rest = line.send(rest);
      peer.goOn();
      line.finish(rest, large);
    }),

    check('a peer that reads slowly', (answer) => {
      const data = large.subarray(0, 128 * 1024);
      const line = new Line(answer, startPeer([readSlowly(8 * 1024)]), 4096);
      line.finish(line.send(data), data);
    }),

    check(
      'much room, few calls',
      (answer) => {
        const line = new Line(answer, startPeer([]));
        line.send(large);
        // The kernel may take it in pieces, but not in pieces of a kilobyte.
        if (line.calls <= 2 + line.taken / 2048) return;
        throw new Wrong(
          `sendWhatFits() called send() ${line.calls} times for ${line.taken} bytes. Offer all that ` +
            'is left: the kernel takes what it has room for.',
        );
      },
      { faults: [] },
    ),

    check(
      'a connection that breaks when a part is sent',
      (answer) => {
        const data = someBytes(1500, 2);
        let calls = 0;
        const kernel = kernelThatSends((_fd, _bytes, length) => {
          calls += 1;
          return calls === 1 ? Math.ceil(length / 2) : -errno.ECONNRESET;
        });
        let rest: Uint8Array;
        try {
          rest = sendOn(kernel, answer, data);
        } catch (error) {
          if (error instanceof SystemError && error.code === 'ECONNRESET') return;
          throw error;
        }
        // Who stops after a part has not heard of it.
        if (calls === 1) expectAllTaken(rest, data, calls);
        throw new Wrong(
          `send() took a part of ${data.length} bytes, then the connection broke, and sendWhatFits() returns a ` +
            `rest of ${rest.length}. How does its caller learn that there will be no room any more?`,
        );
      },
      { faults: [] },
    ),

    check(
      'a connection that was broken before',
      (answer) => {
        const data = someBytes(1500, 4);
        const kernel = kernelThatSends(() => -errno.EPIPE);
        let rest: Uint8Array;
        try {
          rest = sendOn(kernel, answer, data);
        } catch (error) {
          if (error instanceof SystemError && error.code === 'EPIPE') return;
          throw error;
        }
        throw new Wrong(
          `send() answers EPIPE, and sendWhatFits() returns a rest of ${rest.length} bytes, as if there were no ` +
            'room. When will there be some?',
        );
      },
      { faults: [] },
    ),

    check(
      'a connection that the peer has reset',
      (answer) => {
        const peer = startPeer([stopReading(), hold(), reset()]);
        const { socket } = new Line(answer, peer);
        peer.untilHeld();
        peer.goOn();
        peer.ending();
        // A reset that has arrived makes the socket readable: recv() would tell of it.
        select([socket], [], [], 1000);
        let rest: Uint8Array;
        try {
          rest = answer.sendWhatFits(socket, large);
        } catch (error) {
          if (error instanceof SystemError && !(error instanceof WouldBlockError)) return;
          throw error;
        }
        throw new Wrong(
          `The peer has reset the connection, and sendWhatFits() returns a rest of ${rest.length} ` +
            'bytes, as if there were no room. When will there be some?',
        );
      },
      { faults: [] },
    ),
  ],
  { faults: ['short-send'] },
);
