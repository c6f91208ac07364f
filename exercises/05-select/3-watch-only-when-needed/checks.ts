/**
 * Pairs that talk through the relay, in turn, both at once, and not at all; and how often
 * select() returns meanwhile.
 */
import {
  currentKernel,
  errno,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  type Socket,
  SystemError,
  timeval,
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

/** The most that the relay may keep for a direction. */
const KEPT_BYTES = 65_536;

interface Watcher {
  /** Called when the relay has sent to the first side: with the count of all bytes so far. */
  onSentToFirst?(bytes: number, other: Peer): void;
  /** Makes recv() slow, and bring little: who talks always has more to say. */
  readonly isSlow?: boolean;
  /** Makes every third select() call all readable that it was asked about: select(2), BUGS. */
  readonly lies?: boolean;
}

/** A connected, non-blocking socket with a small send buffer. */
function connectTo(peer: Peer): Socket {
  const socket = peer.connect();
  socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 4096);
  socket.setBlocking(false);
  return socket;
}

/** What a slow recv() brings at most, and how long it takes. */
const LITTLE_BYTES = 500;
const SLOW_MS = 0.5;

/** Runs the relay between two peers, and holds it to what holds always. */
function relayBetween(
  { relay }: Answer,
  scripts: readonly [Step[], Step[]],
  watcher: Watcher = {},
): [Peer, Peer] {
  const kernel = currentKernel();
  const [one, other] = [startPeer(scripts[0]), startPeer(scripts[1])];
  /** What was received on a descriptor and not sent on to the other. */
  const kept = new Map<number, number>();
  const keep = (fd: number, count: number) => {
    const bytes = (kept.get(fd) ?? 0) + count;
    kept.set(fd, bytes);
    if (bytes > KEPT_BYTES) throw new Wrong(keepsTooMuch(bytes));
  };
  let selects = 0;
  let sentToFirst = 0;
  /** The answer by which the relay has heard that a connection is broken. */
  let broken: SystemError | undefined;
  /** Whom recv() has last refused with EAGAIN. */
  const refused = new Set<number>();
  /** Whether one of them has come to its end. */
  let ended = false;
  const hear = (call: string, answer: number) => {
    const meansNotNow = answer === -errno.EAGAIN || answer === -errno.EINTR;
    if (answer < 0 && !meansNotNow) broken ??= new SystemError(call, answer);
    return answer;
  };
  const watched = kernelWith(kernel, {
    select(nfds, readfds, writefds, exceptfds, timeout) {
      if (timeout !== null) throw new Wrong(wakesUp);
      if (broken) throw new Wrong(goesOn(broken));
      selects += 1;
      const isLie = watcher.lies && selects % 3 === 0;
      const asked = isLie ? readfds?.filter((byte) => byte > 0).length : 0;
      if (!asked) return kernel.select(nfds, readfds, writefds, exceptfds, timeout);
      writefds?.fill(0);
      return asked;
    },
    recv(fd, buffer, length, flags) {
      if (watcher.isSlow) kernel.select(0, null, null, null, timeval(SLOW_MS));
      const most = watcher.isSlow ? Math.min(length, LITTLE_BYTES) : length;
      const count = hear('recv', kernel.recv(fd, buffer, most, flags));
      ended ||= count === 0;
      if (count === -errno.EAGAIN) refused.add(fd);
      else refused.delete(fd);
      if (count > 0) keep(fd, count);
      return count;
    },
    close(fd) {
      if (refused.has(fd) && !broken && !ended) throw new Wrong(closesTheRefused);
      return kernel.close(fd);
    },
    send(fd, ...rest) {
      const count = hear('send', kernel.send(fd, ...rest));
      if (count <= 0) return count;
      const isFirst = fd === left.fileno();
      keep(isFirst ? right.fileno() : left.fileno(), -count);
      if (isFirst) sentToFirst += count;
      if (isFirst) watcher.onSentToFirst?.(sentToFirst, other);
      return count;
    },
  });
  const connected = () => [connectTo(one), connectTo(other)] as const;
  const [left, right] = runOn(watched, connected);
  const seen = runOn(watched, () => observe(() => relayOrWrong(relay, left, right)));
  // On the real kernel chance decides how often that happens, and whether anybody sees it.
  if (seen.inVirtualTime) {
    expectNoSpinning(seen);
    expectWaitsOnlyIn(seen, 'select');
    expectAsksAgain(seen, { mostBytes: 2 * KEPT_BYTES });
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

const wakesUp =
  'select() was called with a timeout. Nothing is due at any time: what is there to wake up for?';

const closesTheRefused =
  'A connection was closed after recv() had failed with EAGAIN. select() had called it readable, and it ' +
  'was not: nothing has ended, and nothing is broken. What does EAGAIN say about the connection?';

function goesOn({ syscall, code }: SystemError): string {
  return (
    `${syscall}() has said that a connection is broken (${code}), and the relay calls select() again. ` +
    'A relay with one leg is of no use to anybody: what is there left to wait for?'
  );
}

function keepsTooMuch(bytes: number): string {
  const [has, most] = [bytes, KEPT_BYTES].map((number) => number.toLocaleString('en'));
  return (
    `The relay keeps ${has} bytes for a side that does not listen, and ${most} are allowed. Who ` +
    'is read from while there is something left to send on?'
  );
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
    'a socket that is called readable and is not',
    (answer) => {
      const [question, reply] = [someBytes(20, 1), someBytes(20_000, 2)];
      const [one, other] = relayBetween(
        answer,
        [
          [sendByteByByte(question), end()],
          [readAll(), send(reply), end()],
        ],
        { lies: true },
      );
      expectPassedOn(other, question);
      expectPassedOn(one, reply);
    },
    { only: 'simulated' },
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

  check('a side that crashes', (answer) => {
    const said = someBytes(100_000, 1);
    const [, other] = relayBetween(answer, [
      [send('last words'), pauseMs(5), reset()],
      [send(said), readAll()],
    ]);
    expectPassedOn(other, 'last words');
  }),

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
