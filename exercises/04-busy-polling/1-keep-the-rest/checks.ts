/**
 * Outboxes that empty at once, in pieces, and not at all.
 */
import {
  currentKernel,
  errno,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
  select,
} from 'would-block';
import {
  check,
  checks,
  expectBytes,
  hold,
  kernelWith,
  observe,
  type Peer,
  readAll,
  reset,
  type Step,
  startPeer,
  untilRead,
  Wrong,
} from 'would-block/testing';
import type { Outbox } from './starter.ts';

type Answer = typeof import('./starter.ts');

/** A non-blocking socket with a small buffer, and the peer at its other end. */
function connection(...script: Step[]): { peer: Peer; socket: Socket } {
  const peer = startPeer(script);
  const socket = new Socket();
  socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 16_384);
  socket.connect(peer.address);
  socket.setBlocking(false);
  return { peer, socket };
}

/** Every value of a byte, and no pattern that a shift would leave alike. */
function pattern(length: number, start = 0): Uint8Array {
  return new Uint8Array(length).map((_, index) => (index + start) % 251);
}

function expectLength(outbox: Outbox, expected: number, when: string): void {
  if (outbox.length === expected) return;
  throw new Wrong(`${when}, and length is ${outbox.length}, not ${expected}.`);
}

/** Lets the outbox send whenever there is room, until it says that all is sent. */
function sendAll(outbox: Outbox, socket: Socket): void {
  for (let turns = 0; !outbox.sendTo(socket); turns += 1) {
    if (turns > 100_000)
      throw new Wrong('After 100,000 turns the outbox is still not empty.');
    select([], [socket], [], 2000);
  }
}

export default checks<Answer>([
  check('how many bytes wait', ({ Outbox }) => {
    const outbox = new Outbox();
    outbox.put(pattern(100));
    outbox.put(pattern(0));
    outbox.put(pattern(50));
    expectLength(outbox, 150, '100 bytes, none, and 50 had been put in');
  }),

  check('a reply for which there is room', ({ Outbox }) => {
    const { peer, socket } = connection(readAll());
    const outbox = new Outbox();
    expectLength(outbox, 0, 'Nothing had been put in');
    outbox.put(pattern(100));
    expectLength(outbox, 100, '100 bytes had been put in');
    if (!outbox.sendTo(socket)) {
      throw new Wrong(
        'There was room for all 100 bytes, and sendTo() said that not all is sent. What does its caller wait for now?',
      );
    }
    expectLength(outbox, 0, 'All had been sent');
    socket.close();
    expectBytes('The peer received', peer.received(), pattern(100));
  }),

  check('more than there is room for', ({ Outbox }) => {
    const { peer, socket } = connection(readAll());
    const outbox = new Outbox();
    outbox.put(pattern(600_000));
    sendAll(outbox, socket);
    socket.close();
    expectBytes('The peer received', peer.received(), pattern(600_000));
  }),

  check('a second reply before the first has left', ({ Outbox }) => {
    const { peer, socket } = connection(readAll());
    const outbox = new Outbox();
    const all = pattern(400_000);
    for (let start = 0; start < all.length; start += 40_000) {
      outbox.put(all.subarray(start, start + 40_000));
      outbox.sendTo(socket);
    }
    sendAll(outbox, socket);
    socket.close();
    expectBytes('The peer received', peer.received(), all);
  }),

  check(
    'sends that take a part',
    ({ Outbox }) => {
      const { peer, socket } = connection(readAll());
      const outbox = new Outbox();
      for (const start of [0, 70, 140]) {
        outbox.put(pattern(70, start));
        outbox.sendTo(socket);
      }
      sendAll(outbox, socket);
      socket.close();
      expectBytes('The peer received', peer.received(), pattern(210));
    },
    { faults: ['short-send', 'one-byte-send', 'interrupt'] },
  ),

  check('an array that is used again', ({ Outbox }) => {
    const { peer, socket } = connection(readAll());
    const outbox = new Outbox();
    const buffer = new Uint8Array(1000);
    for (const start of [0, 7, 91]) {
      buffer.set(pattern(1000, start));
      outbox.put(buffer);
    }
    buffer.fill(0xff);
    sendAll(outbox, socket);
    socket.close();
    const expected = Buffer.concat([0, 7, 91].map((start) => pattern(1000, start)));
    expectBytes('The peer received', peer.received(), expected);
  }),

  check(
    'no room at all',
    ({ Outbox }) => {
      const { socket } = connection(hold());
      while (socket.trySend(new Uint8Array(65_536)) >= 0);
      const outbox = new Outbox();
      outbox.put(pattern(500));
      let isEmpty: boolean;
      try {
        isEmpty = outbox.sendTo(socket);
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        throw new Wrong(
          `There was no room, and sendTo() threw ${error.code}. Is that an error, or an answer?`,
        );
      }
      if (isEmpty)
        throw new Wrong('There was no room, and sendTo() said that all is sent.');
      expectLength(outbox, 500, 'There was no room for any of 500 bytes');
      socket.close();
    },
    { only: 'simulated' },
  ),

  check('one call a turn', ({ Outbox }) => {
    const { socket } = connection(hold());
    const outbox = new Outbox();
    outbox.put(pattern(3_000_000));
    const seen = observe(() => outbox.sendTo(socket));
    const sends = seen.calls.filter(({ name }) => name === 'send').length;
    if (sends !== 1) {
      throw new Wrong(
        `sendTo() called send() ${sends} times in one turn. The other clients wait for theirs.`,
      );
    }
    socket.close();
  }),

  check('an empty outbox', ({ Outbox }) => {
    const { socket } = connection(hold());
    const outbox = new Outbox();
    const seen = observe(() => {
      if (!outbox.sendTo(socket))
        throw new Wrong('Nothing waits, and sendTo() says that not all is sent.');
    });
    if (seen.calls.length > 0) {
      throw new Wrong('Nothing waits, and the kernel was asked all the same.');
    }
    socket.close();
  }),

  check('a peer that breaks off', ({ Outbox }) => {
    const { peer, socket } = connection(untilRead(), reset());
    const outbox = new Outbox();
    peer.ending();
    select([socket], [], [], 2000);
    outbox.put(pattern(500));
    try {
      outbox.sendTo(socket);
    } catch (error) {
      if (error instanceof SystemError) return;
      throw error;
    }
    throw new Wrong('The connection was broken, and sendTo() said nothing about it.');
  }),

  check(
    'errors of every kind',
    ({ Outbox }) => {
      for (const number of [errno.EPIPE, errno.ETIMEDOUT, errno.EHOSTUNREACH]) {
        const kernel = kernelWith(currentKernel(), { send: () => -number });
        const { socket } = runOn(kernel, () => connection(hold()));
        const outbox = new Outbox();
        outbox.put(pattern(500));
        const { code } = new SystemError('send', -number);
        try {
          outbox.sendTo(socket);
          throw new Wrong(
            `send() failed with ${code}, and sendTo() said nothing about it. Which errors mean "not now"?`,
          );
        } catch (error) {
          if (!(error instanceof SystemError) || error.code !== code) throw error;
        }
        if (socket.fileno() < 0) {
          throw new Wrong(
            `send() failed with ${code}, and sendTo() has closed the socket. Whose is it?`,
          );
        }
        socket.close();
      }
    },
    { only: 'simulated' },
  ),
]);
