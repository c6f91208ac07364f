/**
 * Streams that are read to their end, left before it, and broken.
 */
import { currentKernel, runOn, type Socket, SystemError } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  hold,
  kernelWith,
  pauseMs,
  reset,
  send,
  someBytes,
  startPeer,
  untilRead,
  Wrong,
} from 'would-block/testing';

type Answer = typeof import('./starter.ts');

function expectClosed(socket: Socket, when: string): void {
  if (socket.fileno() < 0) return;
  socket.close();
  throw new Wrong(
    `${when}, and the socket is still open. Which line closes it, and is it run?`,
  );
}

/** All pieces, and how many there were. An empty one would be the end, handed over as a piece. */
function collect(pieces: Iterable<Uint8Array>): Uint8Array {
  const all: Uint8Array[] = [];
  for (const piece of pieces) {
    if (piece.length === 0) {
      throw new Wrong('A piece of no bytes was yielded. What does recv() say with it?');
    }
    all.push(piece);
    if (all.length > 100_000) throw new Wrong('There is no end to the pieces.');
  }
  return Buffer.concat(all);
}

export default checks<Answer>([
  check(
    'a stream from its beginning to its end',
    ({ received }) => {
      const data = new Uint8Array(4000).map((_, index) => index % 251);
      const [first, second] = [data.subarray(0, 3000), data.subarray(3000)];
      const script = [send(first), pauseMs(2), send(second), end()];
      const socket = startPeer(script).connect();
      expectBytes('The pieces together are', collect(received(socket)), data);
      expectClosed(socket, 'The stream had ended');
    },
    { faults: ['short-recv', 'one-byte-recv', 'interrupt'] },
  ),

  check('a stream that ends at once', ({ received }) => {
    const socket = startPeer([end()]).connect();
    expectBytes('The pieces together are', collect(received(socket)), '');
    expectClosed(socket, 'The stream had ended');
  }),

  check('a consumer that leaves', ({ received }) => {
    // The peer goes on to hold the connection: a recv() for more would sleep for ever.
    const socket = startPeer([send('QUIT'), hold()]).connect();
    for (const piece of received(socket)) {
      expectBytes('The first piece is', piece, 'QUIT');
      break;
    }
    expectClosed(socket, 'The consumer had left');
  }),

  check('a consumer that throws', ({ received }) => {
    const socket = startPeer([send('bad'), hold()]).connect();
    const thrown = new Error('thrown by the consumer');
    try {
      for (const _ of received(socket)) throw thrown;
    } catch (error) {
      if (error !== thrown) throw error;
    }
    expectClosed(socket, 'The consumer had thrown an error');
  }),

  check('a consumer that throws an error into it', ({ received }) => {
    const socket = startPeer([send('bad'), hold()]).connect();
    const pieces = received(socket);
    pieces.next();
    const thrown = new Error('thrown by the consumer');
    // A function that swallows the error would go on to the next recv(), and sleep.
    socket.setBlocking(false);
    try {
      pieces.throw(thrown);
    } catch (error) {
      if (error === thrown)
        return expectClosed(socket, 'The consumer had thrown an error');
    }
    throw new Wrong(
      'The consumer threw an error at the yield, with throw(), and it was swallowed. Which errors may your code catch?',
    );
  }),

  check('a connection that is reset', ({ received }) => {
    const socket = startPeer([send('a'), untilRead(), reset()]).connect();
    let pieces = '';
    try {
      for (const piece of received(socket)) pieces += new TextDecoder().decode(piece);
      throw new Wrong(
        `The connection was reset, and the consumer got "${pieces}" as if the stream had ended.`,
      );
    } catch (error) {
      if (!(error instanceof SystemError && error.code === 'ECONNRESET')) throw error;
    }
    expectClosed(socket, 'The connection had been reset');
  }),

  check('many pieces that are kept', ({ received }) => {
    const data = someBytes(300_000, 1);
    const socket = startPeer([send(data), end()]).connect();
    const kept = [...received(socket)];
    expectBytes('The pieces, which were kept, are together', Buffer.concat(kept), data);
  }),

  check('pieces that are kept', ({ received }) => {
    const peer = startPeer([send('one'), untilRead(), send('TWO'), untilRead(), end()]);
    const kept = [...received(peer.connect())];
    const texts = kept.map((piece) => new TextDecoder().decode(piece));
    if (texts.join(' ') === 'one TWO') return;
    throw new Wrong(
      `The pieces "one" and "TWO" were received and kept, and then they were "${texts.join('" and "')}". ` +
        'How many arrays did your function make?',
    );
  }),

  check('nothing is received before it is wanted', ({ received }) => {
    const below = currentKernel();
    let receives = 0;
    const counting = kernelWith(below, {
      recv(...call) {
        receives += 1;
        return below.recv(...call);
      },
    });
    const expectReceives = (expected: number, when: string) => {
      if (receives === expected) return;
      throw new Wrong(
        `${when}, and the calls of recv() were ${receives}, not ${expected}. Who has asked for more?`,
      );
    };
    const socket = runOn(counting, () => {
      return startPeer([pauseMs(50), send('late'), hold()]).connect();
    });
    const pieces = received(socket);
    expectReceives(0, 'received() had been called');
    pieces.next();
    expectReceives(1, 'One piece had been asked for');
    pieces.return();
    if (pieces.next().done !== true) {
      throw new Wrong('It had been ended, and still yielded something.');
    }
    expectReceives(1, 'The consumer had taken a piece, and ended it');
    expectClosed(socket, 'The consumer had ended it');
  }),
]);
