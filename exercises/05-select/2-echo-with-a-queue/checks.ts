/**
 * Clients of every temper, several at a time, over connections with small send buffers.
 */
import {
  errno,
  type InternetAddress,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';
import {
  check,
  checks,
  end,
  expectAllClosed,
  expectAsksAgain,
  expectBytes,
  expectNoSpinning,
  expectServedFairly,
  expectWaitsOnlyIn,
  hold,
  type Observation,
  observe,
  type Peer,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  reset,
  type Step,
  send,
  sendByteByByte,
  someBytes,
  startPeer,
  stopReading,
  Wrong,
} from 'would-block/testing';
import { QueueWatch, type WatchOptions } from './queue-watch.ts';

type Answer = typeof import('./starter.ts');

const QUEUE_BYTES = 65_536;

/** Reads while it talks. */
const polite = (said: Uint8Array | string): Step[] => [send(said), end(), readAll()];

/** Says everything, ends its stream, and does not listen for a while. */
const late = (said: Uint8Array): Step[] => [
  stopReading(),
  send(said),
  end(),
  pauseMs(6),
  readAll(),
];

/** Reads its whole echo, and only then ends its stream. */
const readsAll = (said: Uint8Array): Step[] => [
  readFast(),
  readBytes(said.length),
  end(),
];

/** How the server is watched. */
interface Watching extends Partial<Omit<WatchOptions, 'beforeSelect'>> {
  /** Called before each select(). */
  readonly beforeSelect?: (peers: readonly Peer[]) => void;
}

interface Served {
  readonly peers: readonly Peer[];
  /** The most that a client has been owed. */
  readonly mostOwedBytes: number;
  readonly seen: Observation;
}

/** Runs the server for clients that play these scripts. Answers when it has returned. */
function serve(
  { echo }: Answer,
  scripts: readonly Step[][],
  { queueBytes = QUEUE_BYTES, beforeSelect, ...options }: Watching = {},
): Served {
  let peers: Peer[] = [];
  const watch = new QueueWatch({
    ...options,
    queueBytes,
    beforeSelect: () => beforeSelect?.(peers),
  });
  const seen = runOn(watch.kernel, () => {
    const listener = new Socket();
    // The connections inherit it: a buffer so small that send() can seldom take a whole chunk.
    listener.setsockopt(SOL_SOCKET, SO_SNDBUF, 4096);
    listener.bind({ host: '127.0.0.1', port: 0 });
    listener.listen();
    listener.setBlocking(false);
    const { port: connectTo } = listener.getsockname() as InternetAddress;
    peers = scripts.map((script) => startPeer(script, { connectTo }));
    const seen = observe(() =>
      echoOrWrong(() => echo(listener, scripts.length, queueBytes)),
    );
    if (listener.fileno() < 0) {
      throw new Wrong(
        'echo() has closed the listener, which belongs to the caller: nobody else can come any more. Which sockets ' +
          'did you open?',
      );
    }
    listener.close();
    return seen;
  });
  // On the real kernel chance decides how often that happens, and whether anybody sees it.
  if (seen.inVirtualTime) {
    expectNoSpinning(seen);
    expectWaitsOnlyIn(seen, 'select');
    expectAsksAgain(seen, { mostBytes: queueBytes });
  }
  expectAllClosed(seen);
  return { peers, mostOwedBytes: watch.mostOwedBytes, seen };
}

/** An error that ends the server is no crash here, but a wrong answer. */
function echoOrWrong(echo: () => void): void {
  try {
    echo();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.syscall === 'accept4' && error.code === 'EAGAIN') {
      throw new Wrong(
        `echo() threw "${error.message}": select() had called the listener readable, and nobody is there any ` +
          'more. What does EAGAIN say about the listener?',
      );
    }
    throw new Wrong(
      `echo() threw "${error.message}", from a call on one connection: that is the end of all ` +
        'others too. Which calls can throw for one client, and who catches it?',
    );
  }
}

function expectEcho(
  peer: Peer | undefined,
  who: string,
  said: Uint8Array | string,
): void {
  expectBytes(`${who} got back`, peer?.received() ?? new Uint8Array(), said);
}

/** A client that says this and does not listen for a while must be owed all of the limit, and no more. */
function expectLimit(answer: Answer, queueBytes: number, said: Uint8Array): void {
  const script = [stopReading(), send(said), pauseMs(6), ...readsAll(said)];
  const { peers, mostOwedBytes, seen } = serve(answer, [script], { queueBytes });
  expectEcho(peers[0], 'The client', said);
  if (!seen.inVirtualTime || mostOwedBytes === queueBytes) return;
  throw new Wrong(
    `A client that does not listen has been owed ${mostOwedBytes.toLocaleString('en')} bytes at most. It had ` +
      `more to say, and the limit is ${queueBytes.toLocaleString('en')}. When is there room in its queue?`,
  );
}

const faults = [
  'short-send',
  'one-byte-send',
  'short-recv',
  'one-byte-recv',
  'interrupt',
  'spurious-readiness',
  'full-backlog',
] as const;

export default checks<Answer>([
  check('a line, and its echo', (answer) => {
    const {
      peers: [peer],
    } = serve(answer, [polite('hello\n')]);
    expectEcho(peer, 'The client', 'hello\n');
  }),

  check('a client that connects, and ends without a word', (answer) => {
    const {
      peers: [peer],
    } = serve(answer, [[end()]]);
    expectEcho(peer, 'The client', '');
  }),

  check('a client that talks first and listens later', (answer) => {
    const said = someBytes(100_000, 1);
    const {
      peers: [peer],
    } = serve(answer, [late(said)]);
    expectEcho(peer, 'The client', said);
  }),

  check(
    'several clients at once',
    (answer) => {
      const said = [300, 270, 40].map((count, client) => someBytes(count, client + 1));
      const [one, two, three] = said as [Uint8Array, Uint8Array, Uint8Array];
      const scripts = [polite(one), late(two), [sendByteByByte(three), end()]];
      for (const [client, peer] of serve(answer, scripts).peers.entries()) {
        expectEcho(peer, `Client ${client + 1}`, said[client] ?? '');
      }
    },
    { only: 'simulated', faults },
  ),

  check('a client that does not listen until the other has gone', (answer) => {
    const [deaf, lively] = [someBytes(120_000, 1), someBytes(5000, 2)];
    const scripts = [
      [stopReading(), send(deaf), hold(), ...readsAll(deaf)],
      [pauseMs(5), send(lively), readBytes(lively.length), end()],
    ];
    let released = false;
    const {
      peers: [one, two],
    } = serve(answer, scripts, {
      queueBytes: 20_000, // which is what the deaf one is owed
      beforeSelect([one, two]) {
        if (released || two?.bytesRead() !== lively.length) return;
        released = true;
        one?.goOn();
      },
    });
    expectEcho(two, 'The client that listens', lively);
    expectEcho(one, 'The other, when it did listen,', deaf);
  }),

  check(
    'a client that never stops talking, and one with a word',
    (answer) => {
      const said = someBytes(250_000, 1);
      const {
        peers: [one, two],
      } = serve(answer, [polite(said), [pauseMs(20), ...polite('stop')]], {
        isSlow: true,
      });
      expectEcho(one, 'The client that talks', said);
      expectEcho(two, 'The other', 'stop');
    },
    { only: 'simulated' },
  ),

  check(
    'two clients that never stop talking, and one between them with a word',
    (answer) => {
      const said = [someBytes(100_000, 1), someBytes(110_000, 2)] as const;
      const { peers, seen } = serve(
        answer,
        [polite(said[0]), [pauseMs(20), ...polite('stop')], polite(said[1])],
        // A turn of so many bytes is 20 calls of recv(), and perhaps as many of send().
        { isSlow: true, queueBytes: 10_000 },
      );
      expectServedFairly(seen, { mostCalls: 100 });
      expectEcho(peers[0], 'The client that talks', said[0]);
      expectEcho(peers[1], 'The one with a word', 'stop');
      expectEcho(peers[2], 'The other that talks', said[1]);
    },
    { only: 'simulated' },
  ),

  check('a client that is owed all that it may be, and not a byte more', (answer) => {
    expectLimit(answer, QUEUE_BYTES, someBytes(400_000, 1));
  }),

  check('a queue for less: 40,000 bytes', (answer) => {
    expectLimit(answer, 40_000, someBytes(400_000, 1));
  }),

  ...[16_383, 16_384, 16_385, 1000].map((queueBytes) =>
    check<Answer>(
      `a queue for ${queueBytes.toLocaleString('en')} bytes`,
      (answer) => expectLimit(answer, queueBytes, someBytes(120_000, 1)),
      { only: 'simulated' },
    ),
  ),

  check('a queue for one byte', (answer) => expectLimit(answer, 1, someBytes(300, 1)), {
    faults: ['interrupt'],
  }),

  check('a client that crashes when its echo is on the way', (answer) => {
    const said = someBytes(3000, 2);
    const {
      peers: [, peer],
    } = serve(answer, [
      [stopReading(), send(someBytes(100_000, 1)), pauseMs(5), reset()],
      [send(said.subarray(0, 1000)), pauseMs(6), send(said.subarray(1000)), end()],
    ]);
    expectEcho(peer, 'The client that stayed', said);
  }),

  check(
    'a client that has said all, and crashes when its echo is on the way',
    (answer) => {
      const said = someBytes(3000, 2);
      const {
        peers: [, peer],
      } = serve(answer, [
        [stopReading(), send(someBytes(100_000, 1)), end(), pauseMs(5), reset()],
        [send(said.subarray(0, 1000)), pauseMs(6), send(said.subarray(1000)), end()],
      ]);
      expectEcho(peer, 'The client that stayed', said);
    },
  ),

  check(
    'a client whose network is gone, which TCP has found out',
    (answer) => {
      const scripts = [[send('x'), readBytes(1), pauseMs(5), reset()], polite('hello\n')];
      const { peers } = serve(answer, scripts, { brokenBy: errno.ETIMEDOUT });
      expectEcho(peers[1], 'The client that stayed', 'hello\n');
    },
    { only: 'simulated' },
  ),

  check('a client that crashes when nothing is on the way', (answer) => {
    const said = someBytes(3000, 2);
    const {
      peers: [, peer],
    } = serve(answer, [
      [send('x'), readBytes(1), pauseMs(5), reset()],
      [send(said.subarray(0, 1000)), pauseMs(6), send(said.subarray(1000)), end()],
    ]);
    expectEcho(peer, 'The client that stayed', said);
  }),
]);
