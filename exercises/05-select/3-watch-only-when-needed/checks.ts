/**
 * Pairs that talk through the relay, in turn, both at once, and not at all; and how often
 * select() returns meanwhile.
 */
import {
  errno,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  type Socket,
  SystemError,
} from 'would-block';
import {
  check,
  checks,
  end,
  expectAsksAgain,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  hold,
  observe,
  type Peer,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  reset,
  type Step,
  send,
  someBytes,
  startPeer,
  stopReading,
  Wrong,
} from 'would-block/testing';
import { KEPT_BYTES, RelayWatch, type WatchOptions } from './relay-watch.ts';

type Answer = typeof import('./starter.ts');

/** Says a byte so many times, each so many ms after the last. */
const speaks = (times: number, ms: number): Step[] =>
  Array.from({ length: times }, () => [pauseMs(ms), send('x')]).flat();

/** A connected, non-blocking socket with a small send buffer. */
function connectTo(peer: Peer): Socket {
  const socket = peer.connect();
  socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 4096);
  socket.setBlocking(false);
  return socket;
}

/** How the relay is watched. */
interface Watching extends Omit<WatchOptions, 'onSentToFirst'> {
  /** Called when the relay has sent to the first side: with the count of all bytes so far. */
  readonly onSentToFirst?: (bytes: number, other: Peer) => void;
}

/** Runs the relay between two peers, and holds it to what holds always. */
function relayBetween(
  { relay }: Answer,
  scripts: readonly [Step[], Step[]],
  { onSentToFirst, ...options }: Watching = {},
): [Peer, Peer] {
  const [one, other] = [startPeer(scripts[0]), startPeer(scripts[1])];
  const watch = new RelayWatch({
    ...options,
    onSentToFirst: (bytes) => onSentToFirst?.(bytes, other),
  });
  const [left, right] = runOn(watch.kernel, () => {
    return [connectTo(one), connectTo(other)] as const;
  });
  watch.begin(left.fileno(), right.fileno());
  const seen = runOn(watch.kernel, () => observe(() => relayOrWrong(relay, left, right)));
  // On the real kernel chance decides how often that happens, and whether anybody sees it.
  if (seen.inVirtualTime) {
    expectNoSpinning(seen);
    expectWaitsOnlyIn(seen, 'select');
    expectAsksAgain(seen, { mostBytes: KEPT_BYTES });
  }
  for (const socket of [left, right]) {
    if (socket.fileno() >= 0) {
      throw new Wrong('relay() returned, and a connection is still open. Who closes it?');
    }
  }
  return [one, other];
}

function relayOrWrong(relay: Answer['relay'], left: Socket, right: Socket): void {
  try {
    relay(left, right);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new Wrong(
      `relay() threw "${error.message}". Its caller cannot mend a connection. Which errors mean "not ` +
        'now", and what is there left to do after the others?',
    );
  }
}

function expectPassedOn(receiver: Peer, said: Uint8Array | string): void {
  expectBytes('The other side received', receiver.received(), said);
}

const faults = [
  'short-send',
  'one-byte-send',
  'short-recv',
  'one-byte-recv',
  'interrupt',
] as const;

export default checks<Answer>([
  check(
    'a question, and its answer',
    (answer) => {
      const [question, reply] = [someBytes(200, 1), someBytes(300, 2)];
      const [one, other] = relayBetween(answer, [
        [send(question), readBytes(reply.length), end()],
        [readBytes(question.length), send(reply), end()],
      ]);
      expectPassedOn(other, question);
      expectPassedOn(one, reply);
    },
    { faults },
  ),

  check('two sides that say nothing for a while', (answer) => {
    const [one, other] = relayBetween(answer, [
      [send('a'), pauseMs(6), send('b'), end()],
      [pauseMs(3), send('c'), pauseMs(6), send('d'), end()],
    ]);
    expectPassedOn(other, 'ab');
    expectPassedOn(one, 'cd');
  }),

  check('a side that ends its stream, and waits for the answer', (answer) => {
    const reply = someBytes(50_000, 2);
    const [one, other] = relayBetween(answer, [
      [send('question'), end(), readAll()],
      [readAll(), pauseMs(6), send(reply), end()],
    ]);
    expectPassedOn(other, 'question');
    expectPassedOn(one, reply);
  }),

  check('a side that does not listen for a while', (answer) => {
    const said = someBytes(300_000, 1);
    const [one, other] = relayBetween(answer, [
      [send(said), end()],
      [stopReading(), pauseMs(6), readAll()],
    ]);
    expectPassedOn(other, said);
    expectPassedOn(one, '');
  }),

  check('a side that does not listen, and is listened to', (answer) => {
    const [said, reply] = [someBytes(300_000, 1), someBytes(5000, 2)];
    const [one, other] = relayBetween(
      answer,
      [
        [send(said), end()],
        [stopReading(), pauseMs(5), send(reply), hold(), readAll()],
      ],
      {
        onSentToFirst(bytes, other) {
          if (bytes === reply.length) other.goOn();
        },
      },
    );
    expectPassedOn(other, said);
    expectPassedOn(one, reply);
  }),

  check('two sides that talk first and listen later', (answer) => {
    const said = [someBytes(150_000, 1), someBytes(180_000, 2)] as const;
    const [one, other] = relayBetween(answer, [
      [stopReading(), send(said[0]), end(), pauseMs(3), readAll()],
      [stopReading(), send(said[1]), end(), pauseMs(6), readAll()],
    ]);
    expectPassedOn(other, said[0]);
    expectPassedOn(one, said[1]);
  }),

  check(
    'two sides that speak now and then, and are called readable when they do not',
    (answer) => {
      const [one, other] = relayBetween(answer, [
        [...speaks(20, 3), end(), readAll()],
        [...speaks(30, 2), end()],
      ]);
      expectPassedOn(other, 'x'.repeat(20));
      expectPassedOn(one, 'x'.repeat(30));
    },
    { only: 'simulated', faults: ['spurious-readiness'] },
  ),

  check(
    'a side that never stops talking, and one with a word',
    (answer) => {
      const said = someBytes(250_000, 1);
      const [one, other] = relayBetween(
        answer,
        [
          [send(said), end(), readAll()],
          [readFast(), pauseMs(20), send('stop'), end(), readAll()],
        ],
        { isSlow: true },
      );
      expectPassedOn(other, said);
      expectPassedOn(one, 'stop');
    },
    { only: 'simulated' },
  ),

  check(
    'two sides that never stop talking',
    (answer) => {
      const said = [someBytes(250_000, 1), someBytes(240_000, 2)] as const;
      const [one, other] = relayBetween(
        answer,
        [
          [send(said[0]), end(), readAll()],
          [send(said[1]), end(), readAll()],
        ],
        { isSlow: true },
      );
      expectPassedOn(other, said[0]);
      expectPassedOn(one, said[1]);
    },
    { only: 'simulated' },
  ),

  check('a side that crashes', (answer) => {
    const said = someBytes(100_000, 1);
    const [, other] = relayBetween(answer, [
      [send('last words'), pauseMs(5), reset()],
      [send(said), readAll()],
    ]);
    expectPassedOn(other, 'last words');
  }),

  check(
    'a side whose network is gone, which TCP has found out',
    (answer) => {
      const [, other] = relayBetween(
        answer,
        [
          [send('last words'), pauseMs(5), reset()],
          [send(someBytes(1000, 1)), readAll()],
        ],
        { brokenBy: errno.ETIMEDOUT },
      );
      expectPassedOn(other, 'last words');
    },
    { only: 'simulated' },
  ),

  check('a side that crashes with bytes on their way to it', (answer) => {
    const [, other] = relayBetween(answer, [
      [stopReading(), pauseMs(3), reset()],
      [send(someBytes(300_000, 1)), readAll()],
    ]);
    expectPassedOn(other, '');
  }),

  check('a side that has ended its stream, and crashes after that', (answer) => {
    const [, other] = relayBetween(answer, [
      [stopReading(), send('last words'), end(), pauseMs(3), reset()],
      [send(someBytes(300_000, 1)), readAll()],
    ]);
    expectPassedOn(other, 'last words');
  }),

  check('a side that crashes, while the other does not listen', (answer) => {
    relayBetween(answer, [
      [stopReading(), send(someBytes(300_000, 1)), pauseMs(3), reset()],
      [stopReading(), send(someBytes(300_000, 2)), pauseMs(6), readAll()],
    ]);
  }),

  check('a pair that comes after one that crashed', (answer) => {
    relayBetween(answer, [
      [stopReading(), send(someBytes(300_000, 1)), pauseMs(3), reset()],
      [stopReading(), send(someBytes(300_000, 2)), pauseMs(6), readAll()],
    ]);
    const [one, other] = relayBetween(answer, [
      [send('question'), end(), readAll()],
      [send('answer'), end(), readAll()],
    ]);
    expectPassedOn(other, 'question');
    expectPassedOn(one, 'answer');
  }),
]);
