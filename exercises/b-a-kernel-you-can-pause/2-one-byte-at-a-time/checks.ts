/**
 * Messages through an outbox, with all the room there is, a byte at a time, in random pieces, to
 * a slow reader and to none; and on the real kernel.
 */
import { errno, runOn, Socket, SystemError, select } from 'would-block';
import {
  BoundError,
  DeadlockError,
  pauseMs,
  readFast,
  readSlowly,
  SimulatedKernel,
  type SimulationOptions,
  type Step,
  stopReading,
} from 'would-block/sim';
import { check, checks, kernelWith, startPeer, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');

const simulated = { only: 'simulated' } as const;

function messageOf(bytes: number): Uint8Array {
  return new Uint8Array(bytes).map((_, index) => index % 251);
}

const several = [5, 0, 300, 1, 4].map(messageOf);

/** Puts each message into an outbox and flushes it until nothing is left. */
function sendThrough({ Outbox }: Answer, socket: Socket, messages: Uint8Array[]): void {
  socket.setBlocking(false);
  const outbox = new Outbox(socket);
  for (const message of messages) {
    outbox.put(message);
    outbox.flush();
  }
  while (!outbox.flush()) select([], [socket], []);
  socket.close();
}

/** Sends messages on a simulated kernel. Answers the kernel, and what came out at the other end. */
function simulate(
  answer: Answer,
  messages: Uint8Array[],
  options: Partial<SimulationOptions> = {},
  script: Step[] = [],
) {
  const kernel = new SimulatedKernel({ maxCalls: 5000, ...options });
  const peer = kernel.startPeer(script);
  try {
    runOn(kernel, () => {
      const socket = new Socket();
      socket.connect(peer.address);
      sendThrough(answer, socket, messages);
    });
  } catch (error) {
    if (!(error instanceof BoundError)) throw error;
    throw new Wrong(`flush() does not come to an end. ${whyNot(kernel, messages)}`);
  }
  return { kernel, received: peer.received() };
}

/** What an outbox does that never ends: send without an end, or ask. */
function whyNot({ counts }: SimulatedKernel, messages: Uint8Array[]): string {
  const bytes = messages.reduce((sum, message) => sum + 4 + message.length, 0);
  return counts.bytesSent > bytes
    ? `Headers and messages are ${bytes} bytes, and it has sent ${counts.bytesSent}.`
    : `It made ${counts.total} calls. What does it do when there is no room?`;
}

/** Reads the frames as the other side would, and throws at the first that is wrong. */
function expectMessages(received: Uint8Array, messages: readonly Uint8Array[]): void {
  const view = new DataView(received.buffer, received.byteOffset, received.length);
  let at = 0;
  for (const [index, message] of messages.entries()) {
    const name = `message ${index + 1} of ${messages.length}`;
    if (received.length < at + 4) {
      throw new Wrong(`The stream ends before ${name}: its header is not there.`);
    }
    const length = view.getUint32(at);
    if (length !== message.length) {
      const bytes = Array.from(received.subarray(at, at + 4), hexadecimal).join(' ');
      throw new Wrong(
        `The header of ${name} reads ${bytes}, a length of ${length}, and the message has ` +
          `${message.length} bytes. How many bytes of a header does one trySend() send?`,
      );
    }
    const body = received.subarray(at + 4, at + 4 + length);
    if (body.length !== length || body.some((byte, place) => byte !== message[place])) {
      throw new Wrong(
        `The header of ${name} is right, and of its ${length} bytes ${body.length} came, ` +
          'not all of them the right ones.',
      );
    }
    at += 4 + length;
  }
  if (at < received.length) {
    throw new Wrong(`After the last message come ${received.length - at} bytes more.`);
  }
}

function hexadecimal(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

export default checks<Answer>([
  check(
    'on the real kernel',
    (answer) => {
      const peer = startPeer([]);
      sendThrough(answer, peer.connect(), several);
      expectMessages(peer.received(), several);
    },
    { only: 'real' },
  ),

  check(
    'one byte at a time',
    (answer) => {
      const { received } = simulate(answer, several, { faults: ['one-byte-send'] });
      expectMessages(received, several);
    },
    simulated,
  ),

  check(
    'in pieces of any size, with fifty seeds',
    (answer) => {
      for (let seed = 1; seed <= 50; seed++) {
        const { received } = simulate(answer, several, { seed, faults: ['short-send'] });
        expectMessages(received, several);
      }
    },
    simulated,
  ),

  check(
    'to a slow reader, through small buffers',
    (answer) => {
      const messages = Array.from({ length: 40 }, (_, index) => messageOf(50 * index));
      const options = { sendBufferBytes: 999, receiveBufferBytes: 2000 };
      const { received } = simulate(answer, messages, options, [readSlowly(100)]);
      expectMessages(received, messages);
    },
    simulated,
  ),

  check(
    'one byte at a time, to a slow reader',
    (answer) => {
      const messages = several.slice(0, 3);
      const options: Partial<SimulationOptions> = {
        sendBufferBytes: 20,
        receiveBufferBytes: 20,
        faults: ['one-byte-send'],
      };
      const { received } = simulate(answer, messages, options, [readSlowly(10)]);
      expectMessages(received, messages);
    },
    simulated,
  ),

  check(
    'a buffer that is full in the middle of a header',
    (answer) => {
      const options = { sendBufferBytes: 10, receiveBufferBytes: 20 };
      const script = [stopReading(), pauseMs(1000), readFast()];
      // One of these lengths lets the first message end where it must, whatever has arrived.
      for (let bytes = 0; bytes < 40; bytes++) {
        const messages = [bytes, 7].map(messageOf);
        expectMessages(simulate(answer, messages, options, script).received, messages);
      }
    },
    simulated,
  ),

  check(
    'a full buffer: flush() answers false, and does not wait',
    ({ Outbox }) => {
      const kernel = new SimulatedKernel({ sendBufferBytes: 10, maxCalls: 5000 });
      const peer = kernel.startPeer([stopReading()]);
      const refusals = () => kernel.counts.errors.send?.EAGAIN ?? 0;
      let refusedBefore = 0;
      try {
        runOn(kernel, () => {
          const socket = new Socket();
          socket.connect(peer.address);
          socket.setBlocking(false);
          const outbox = new Outbox(socket);
          outbox.put(messageOf(1_000_000));
          refusedBefore = refusals();
          for (let time = 1; time <= 3; time++) {
            if (outbox.flush()) {
              throw new Wrong(
                'Nobody reads, there is no room, and flush() says that all is sent.',
              );
            }
          }
        });
      } catch (error) {
        if (error instanceof BoundError) {
          throw new Wrong('There is no room, and flush() asks again and again.');
        }
        if (error instanceof DeadlockError) {
          throw new Wrong('There is no room, and flush() waits for some. It must not.');
        }
        throw error;
      }
      if (kernel.counts.sleeps.send || kernel.counts.sleeps.select) {
        throw new Wrong('There is no room, and flush() sleeps. It must not.');
      }
      const refused = refusals() - refusedBefore;
      if (refused > 3) {
        throw new Wrong(
          `flush() is called three times, and send() says ${refused} times that there is no room. ` +
            'What has changed when you ask the second time?',
        );
      }
    },
    simulated,
  ),

  check(
    'room for everything, and one flush()',
    ({ Outbox }) => {
      const kernel = new SimulatedKernel({ maxCalls: 5000, faults: ['one-byte-send'] });
      const peer = kernel.startPeer([readFast()]);
      runOn(kernel, () => {
        const socket = new Socket();
        socket.connect(peer.address);
        socket.setBlocking(false);
        const outbox = new Outbox(socket);
        for (const message of several) outbox.put(message);
        const isAll = outbox.flush();
        socket.close();
        if (isAll) return;
        throw new Wrong(
          `There is room for all ${several.length} messages, and flush() answers false, with ` +
            `${kernel.counts.bytesSent} bytes sent. Has the kernel refused the others, or have you?`,
        );
      });
      expectMessages(peer.received(), several);
    },
    simulated,
  ),

  check(
    'a connection that breaks when a part is sent',
    ({ Outbox }) => {
      let calls = 0;
      const kernel = kernelWith(new SimulatedKernel(), {
        send: () => {
          calls += 1;
          return calls === 1 ? 2 : -errno.ECONNRESET;
        },
        select: () => 1,
      });
      let isAll = false;
      try {
        isAll = runOn(kernel, () => {
          const socket = new Socket();
          socket.setBlocking(false);
          const outbox = new Outbox(socket);
          outbox.put(messageOf(300));
          return outbox.flush();
        });
      } catch (error) {
        if (error instanceof SystemError && error.code === 'ECONNRESET') return;
        throw error;
      }
      throw new Wrong(
        `The connection breaks: send() answers ECONNRESET, and flush() answers ${isAll}, as if ` +
          `${isAll ? 'all were sent' : 'there were no room'}. How does its caller learn that nobody is there any more?`,
      );
    },
    simulated,
  ),

  check(
    'a long message in few calls',
    (answer) => {
      const messages = [messageOf(100_000)];
      const { kernel, received } = simulate(answer, messages, {}, [readFast()]);
      expectMessages(received, messages);
      const calls = kernel.counts.calls.send ?? 0;
      if (calls > 20) {
        throw new Wrong(
          `There is room for all of 100,000 bytes, and flush() calls send() ${calls} times.`,
        );
      }
    },
    simulated,
  ),
]);
