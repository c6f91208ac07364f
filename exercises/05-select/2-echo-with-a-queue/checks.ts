/**
 * Clients of every temper, several at a time, over connections with small send buffers.
 */
import {
  currentKernel,
  errno,
  type InternetAddress,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
  timeval,
} from 'would-block';
import {
  check,
  checks,
  end,
  expectAllClosed,
  expectAsksAgain,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  hold,
  kernelWith,
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

interface Watcher {
  /** What echo() is given, if not QUEUE_BYTES. */
  readonly queueBytes?: number;
  /** Called before each select(). */
  beforeSelect?(peers: readonly Peer[]): void;
  /** Makes recv() slow, and bring little: who talks always has more to say. */
  readonly isSlow?: boolean;
  /** Makes every third select() call all readable that it was asked about: select(2), BUGS. */
  readonly lies?: boolean;
  /** Called before a client is read from: with how many bytes it is owed. */
  beforeReading?(owedBytes: number): void;
}

/** What a slow recv() brings at most, and how long it takes. */
const LITTLE_BYTES = 500;
const SLOW_MS = 0.5;

/** Runs the server for clients that play these scripts. Answers when it has returned. */
function serve(
  { echo }: Answer,
  scripts: readonly Step[][],
  watcher: Watcher = {},
): Peer[] {
  const kernel = currentKernel();
  const { queueBytes = QUEUE_BYTES } = watcher;
  const owed = new Map<number, number>();
  const move = (fd: number, count: number) => {
    if (Math.abs(count) === 0) return;
    owed.set(fd, (owed.get(fd) ?? 0) + count);
  };
  /** Whom recv() has last refused with EAGAIN, of those that are there. */
  const refused = new Set<number>();
  /** Those that have ended their stream, or are broken. */
  const over = new Set<number>();
  const hear = (fd: number, count: number, hasEnded: boolean) => {
    const meansNotNow = count === -errno.EAGAIN || count === -errno.EINTR;
    if (hasEnded || (count < 0 && !meansNotNow)) over.add(fd);
    return count;
  };
  let peers: Peer[] = [];
  let selects = 0;
  const watched = kernelWith(kernel, {
    select(nfds, readfds, writefds, exceptfds, timeout) {
      watcher.beforeSelect?.(peers);
      if (timeout !== null) {
        throw new Wrong(
          'select() was called with a timeout. Nothing is due at any time: what is there to wake up for?',
        );
      }
      selects += 1;
      if (!watcher.lies || selects % 3 > 0) {
        return kernel.select(nfds, readfds, writefds, exceptfds, timeout);
      }
      writefds?.fill(0);
      return readfds?.filter((byte) => byte > 0).length ?? 0;
    },
    recv(fd, buffer, length, flags) {
      watcher.beforeReading?.(owed.get(fd) ?? 0);
      if (watcher.isSlow) kernel.select(0, null, null, null, timeval(SLOW_MS));
      const most = watcher.isSlow ? Math.min(length, LITTLE_BYTES) : length;
      const count = kernel.recv(fd, buffer, most, flags);
      hear(fd, count, count === 0);
      if (count === -errno.EAGAIN) refused.add(fd);
      else refused.delete(fd);
      move(fd, Math.max(0, count));
      return count;
    },
    send(...call) {
      const count = hear(call[0], kernel.send(...call), false);
      move(call[0], -Math.max(0, count));
      return count;
    },
    close(fd) {
      if (refused.has(fd) && !over.has(fd)) throw new Wrong(closesTheRefused);
      for (const known of [owed, refused, over]) known.delete(fd);
      return kernel.close(fd);
    },
  });
  const seen = runOn(watched, () => {
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
    expectAsksAgain(seen, { mostBytes: 2 * queueBytes });
  }
  expectAllClosed(seen);
  return peers;
}

const closesTheRefused =
  'A client was closed after recv() had failed with EAGAIN. select() had called it readable, and it was ' +
  'not: nothing has ended, and nothing is broken. What does EAGAIN say about the connection?';

/** An error that ends the server is no crash here, but a wrong answer. */
function echoOrWrong(echo: () => void): void {
  try {
    echo();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
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

/** A client that does not listen for a while must not be read from once it is owed so much. */
function expectLimit(answer: Answer, queueBytes: number): void {
  const said = someBytes(400_000, 1);
  const script = [stopReading(), send(said), pauseMs(6), ...readsAll(said)];
  const [peer] = serve(answer, [script], {
    queueBytes,
    beforeReading(owedBytes) {
      if (owedBytes < queueBytes) return;
      throw new Wrong(
        `A client that does not listen is owed ${owedBytes.toLocaleString('en')} bytes, and is read ` +
          `from. The limit is ${queueBytes.toLocaleString('en')}. What keeps your server from reading on?`,
      );
    },
  });
  expectEcho(peer, 'The client', said);
}

const faults = [
  'short-send',
  'one-byte-send',
  'short-recv',
  'one-byte-recv',
  'interrupt',
  'full-backlog',
] as const;

export default checks<Answer>([
  check('a line, and its echo', (answer) => {
    const [peer] = serve(answer, [polite('hello\n')]);
    expectEcho(peer, 'The client', 'hello\n');
  }),

  check('a client that connects, and ends without a word', (answer) => {
    const [peer] = serve(answer, [[end()]]);
    expectEcho(peer, 'The client', '');
  }),

  check('a client that talks first and listens later', (answer) => {
    const said = someBytes(100_000, 1);
    const [peer] = serve(answer, [late(said)]);
    expectEcho(peer, 'The client', said);
  }),

  check(
    'several clients at once',
    (answer) => {
      const said = [300, 270, 40].map((count, client) => someBytes(count, client + 1));
      const [one, two, three] = said as [Uint8Array, Uint8Array, Uint8Array];
      const scripts = [polite(one), late(two), [sendByteByByte(three), end()]];
      for (const [client, peer] of serve(answer, scripts).entries()) {
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
    const [one, two] = serve(answer, scripts, {
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
      const [one, two] = serve(answer, [polite(said), [pauseMs(20), ...polite('stop')]], {
        isSlow: true,
      });
      expectEcho(one, 'The client that talks', said);
      expectEcho(two, 'The other', 'stop');
    },
    { only: 'simulated' },
  ),

  check('a client that is owed enough is not read from', (answer) => {
    expectLimit(answer, QUEUE_BYTES);
  }),

  check('a client that is owed enough, where less is enough', (answer) => {
    expectLimit(answer, 40_000);
  }),

  check(
    'a client that is called readable and is not',
    (answer) => {
      const said = someBytes(40, 1);
      const [peer] = serve(
        answer,
        [[sendByteByByte(said), readBytes(said.length), end()]],
        { lies: true },
      );
      expectEcho(peer, 'The client', said);
    },
    { only: 'simulated' },
  ),

  check('a client that crashes when its echo is on the way', (answer) => {
    const said = someBytes(3000, 2);
    const [, peer] = serve(answer, [
      [stopReading(), send(someBytes(100_000, 1)), pauseMs(5), reset()],
      [send(said.subarray(0, 1000)), pauseMs(6), send(said.subarray(1000)), end()],
    ]);
    expectEcho(peer, 'The client that stayed', said);
  }),

  check(
    'a client that has said all, and crashes when its echo is on the way',
    (answer) => {
      const said = someBytes(3000, 2);
      const [, peer] = serve(answer, [
        [stopReading(), send(someBytes(100_000, 1)), end(), pauseMs(5), reset()],
        [send(said.subarray(0, 1000)), pauseMs(6), send(said.subarray(1000)), end()],
      ]);
      expectEcho(peer, 'The client that stayed', said);
    },
  ),

  check('a client that crashes when nothing is on the way', (answer) => {
    const said = someBytes(3000, 2);
    const [, peer] = serve(answer, [
      [send('x'), readBytes(1), pauseMs(5), reset()],
      [send(said.subarray(0, 1000)), pauseMs(6), send(said.subarray(1000)), end()],
    ]);
    expectEcho(peer, 'The client that stayed', said);
  }),
]);
