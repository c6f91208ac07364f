/**
 * A peer that reads, one that does not, one that begins to read later, one that crashes.
 */
import {
  currentKernel,
  errno,
  type Kernel,
  runOn,
  Socket,
  SystemError,
  select,
  WouldBlockError,
} from 'would-block';
import {
  check,
  checks,
  expectBytes,
  hold,
  kernelWith,
  readFast,
  readSlowly,
  reset,
  someBytes,
  startPeer,
  stopReading,
  tapCalls,
  traceLines,
  Wrong,
} from 'would-block/testing';
import { type Answer, expectRest, Line } from './line.ts';

/** Far more than fits into the buffers of a connection whose send buffer is small. */
const large = someBytes(512 * 1024, 1);

/** A kernel whose sends are answered by the check, and on which there always is room. */
function kernelThatSends(send: Kernel['send']): Kernel {
  return kernelWith(currentKernel(), { send, select: () => 1, monotonicMs: () => 0 });
}

/**
 * Runs a check with what an answer leaves of the data, on a non-blocking socket of that kernel. If it is wrong, its calls
 * are shown: nobody else sees them, because the check answers them.
 */
function sendOn(
  kernel: Kernel,
  { sendWhatFits }: Answer,
  data: Uint8Array,
  expect: (send: () => Uint8Array) => void,
): void {
  const socket = runOn(kernel, () => new Socket());
  socket.setBlocking(false);
  const tap = tapCalls(kernel, { copiedBytes: 16 });
  try {
    expect(() => runOn(kernel, () => sendWhatFits(socket, data)));
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    throw new Wrong(error.message, { trace: traceLines(tap.trace.calls) });
  } finally {
    tap.stop();
  }
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
        sendOn(kernel, answer, data, (send) => {
          let rest: Uint8Array;
          try {
            rest = send();
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
        });
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

    check('two connections in turn', (answer) => {
      const both = [5, 6].map((seed) => {
        const data = someBytes(256 * 1024, seed);
        const peer = startPeer([stopReading(), hold(), readFast()]);
        return { data, peer, line: new Line(answer, peer, 4096) };
      });
      const rests = both.map(({ line, data }) => line.send(data));
      for (const [index, { line, peer, data }] of both.entries()) {
        peer.goOn();
        line.finish(rests[index] ?? data, data);
      }
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
        sendOn(kernel, answer, data, (send) => {
          let rest: Uint8Array;
          try {
            rest = send();
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
        });
      },
      { faults: [] },
    ),

    check(
      'a connection that was broken before',
      (answer) => {
        const data = someBytes(1500, 4);
        const kernel = kernelThatSends(() => -errno.EPIPE);
        sendOn(kernel, answer, data, (send) => {
          let rest: Uint8Array;
          try {
            rest = send();
          } catch (error) {
            if (error instanceof SystemError && error.code === 'EPIPE') return;
            throw error;
          }
          throw new Wrong(
            `send() answers EPIPE, and sendWhatFits() returns a rest of ${rest.length} bytes, as if there were no ` +
              'room. When will there be some?',
          );
        });
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
          const isToldSo =
            error instanceof SystemError && !(error instanceof WouldBlockError);
          if (!isToldSo) throw error;
          if (socket.fileno() >= 0) return;
          throw new Wrong(
            'The connection is broken, and sendWhatFits() has closed the socket. Who has made it, and may ' +
              'still want something of it?',
          );
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
