/**
 * Attempts that succeed, that are refused, that are reset, that take their time, that are decided
 * at once in either way; and a mistake in the program.
 */
import {
  currentKernel,
  F_GETFL,
  type InternetAddress,
  O_NONBLOCK,
  POLLOUT,
  pollfd,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  select,
} from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import {
  check,
  checks,
  end,
  expectAllClosed,
  hold,
  kernelWith,
  observe,
  reset,
  send,
  startPeer,
  stopReading,
  Wrong,
} from 'would-block/testing';

type Answer = typeof import('./starter.ts');
type Attempt = InstanceType<Answer['ConnectionAttempt']>;

/** Starts an attempt, which must not sleep. */
function start({ ConnectionAttempt }: Answer, address: InternetAddress): Attempt {
  return withoutSleep('The constructor', () => new ConnectionAttempt(address));
}

/** The outcome as a word: `later`, `connected`, or the error's name. It must not sleep. */
function outcomeOf(attempt: Attempt): string {
  const outcome = withoutSleep('outcome()', () => attempt.outcome());
  return outcome.kind === 'failed' ? outcome.code : outcome.kind;
}

/** On the real kernel an answer that sleeps is late, or early; on the simulated one it is seen. */
function withoutSleep<Result>(who: string, ask: () => Result): Result {
  const kernel = currentKernel();
  const slept = () => (kernel instanceof SimulatedKernel ? kernel.counts.sleptMs : 0);
  const before = slept();
  const result = ask();
  if (slept() === before) return result;
  const sleptMs = `${(slept() - before).toFixed(2)} ms of virtual time`;
  throw new Wrong(
    isLater(result)
      ? `${who} has slept for ${sleptMs}, and then knows no more than before. How long does it ` +
          'take to look?'
      : `${who} has slept for ${sleptMs}. What could its caller have done meanwhile?`,
  );
}

function isLater(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'kind' in result
    ? result.kind === 'later'
    : false;
}

/** Waits, as the attempt must not, until it is decided. */
function untilDecided({ socket }: Attempt): void {
  if (socket.fileno() >= 0) select([], [socket], []);
}

/** Asks three times: an outcome stays what it is. */
function expectOutcome(attempt: Attempt, expected: string, happened: string): void {
  for (const time of ['', ' when asked again', ' when asked a third time']) {
    const outcome = outcomeOf(attempt);
    if (outcome === expected) continue;
    throw new Wrong(
      `${happened}, and outcome() says ${outcome}${time}. It should say ${expected}: ` +
        `${question(outcome, time)}`,
    );
  }
}

/** The attempt has said "connected" before, and says nothing else, whatever becomes of the connection. */
function expectKept(attempt: Attempt, state: string): void {
  const outcome = outcomeOf(attempt);
  if (outcome === 'connected' && attempt.socket.fileno() >= 0) return;
  throw new Wrong(
    `outcome() has said "connected". Now the connection ${state}, and it ` +
      (outcome === 'connected'
        ? 'closes the socket, which is in use.'
        : `says "${outcome}". Whom does it ask, who once knew the outcome?`),
  );
}

function question(outcome: string, time: string): string {
  if (time !== '') return 'what does the kernel say when it is asked for an error twice?';
  return outcome === 'connected'
    ? 'what else could the sign that you go by mean?'
    : 'what is the sign that it is decided, and where is the error?';
}

function expectClosed({ socket }: Attempt, what: string): void {
  if (socket.fileno() < 0) return;
  throw new Wrong(`${what}, and its socket is still open. Who is to close it?`);
}

/** A listener whose queue is full: whoever connects now waits outside. */
function fullListener(): { listener: Socket; address: InternetAddress } {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(0);
  const address = listener.getsockname() as InternetAddress;
  new Socket().connect(address);
  return { listener, address };
}

export default checks<Answer>([
  check('a server that listens', (answer) => {
    const peer = startPeer([send('hello'), end(), hold()]);
    const attempt = start(answer, peer.address);
    untilDecided(attempt);
    expectOutcome(attempt, 'connected', 'The connection is made');
    const { socket } = attempt;
    peer.untilHeld();
    const greeting = Buffer.from(socket.recv(100)).toString();
    if (greeting !== 'hello') {
      throw new Wrong(`The peer sends "hello", and its socket receives "${greeting}".`);
    }
    if (socket.kernel.fcntl(socket.fileno(), F_GETFL, 0) & O_NONBLOCK) return;
    throw new Wrong('The connection is made, and its socket is a blocking one.');
  }),

  check('nobody listens', (answer) => {
    const silent = new Socket();
    silent.bind({ host: '127.0.0.1', port: 0 });
    const attempt = start(answer, silent.getsockname() as InternetAddress);
    untilDecided(attempt);
    expectOutcome(attempt, 'ECONNREFUSED', 'The connection is refused');
    expectClosed(attempt, 'The attempt has failed');
  }),

  check('a server whose queue is full: nobody knows yet', (answer) => {
    const { address } = fullListener();
    const attempt = start(answer, address);
    expectOutcome(attempt, 'later', 'The server has no place for another client yet');
    if (attempt.socket.fileno() < 0) {
      throw new Wrong('Nothing is decided yet, and the socket is closed.');
    }
  }),

  check(
    'a server whose queue is full, and later is not',
    (answer) => {
      const { listener, address } = fullListener();
      const attempt = start(answer, address);
      expectOutcome(attempt, 'later', 'The server has no place for another client yet');
      listener.accept();
      untilDecided(attempt);
      expectOutcome(attempt, 'connected', 'The server has made room, and let it in');
    },
    // On Linux the client knocks again after a second, which is long for a check.
    { only: 'simulated' },
  ),

  check('a connection that is reset before anybody asks', (answer) => {
    const peer = startPeer([hold(), reset()]);
    const attempt = start(answer, peer.address);
    peer.untilHeld();
    peer.goOn();
    peer.ending();
    // The reset has arrived when the socket is readable: recv() would tell of it.
    if (attempt.socket.fileno() >= 0) select([attempt.socket], []);
    expectOutcome(attempt, 'ECONNRESET', 'The connection was made, and has been reset');
    expectClosed(attempt, 'The attempt has failed');
  }),

  check('a connection that is lost after it was made', (answer) => {
    const peer = startPeer([stopReading(), hold(), reset()]);
    const attempt = start(answer, peer.address);
    untilDecided(attempt);
    expectOutcome(attempt, 'connected', 'The connection is made');
    const { socket } = attempt;
    peer.untilHeld();
    // What was the sign of the connection goes away: there is room no more.
    socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 4096);
    while (socket.trySend(new Uint8Array(64 * 1024)) > 0);
    expectKept(attempt, 'is full');
    peer.goOn();
    peer.ending();
    select([socket], []);
    expectKept(attempt, 'is reset');
  }),

  check('an address to which there is no way', (answer) => {
    let attempt: Attempt;
    try {
      attempt = start(answer, { host: '255.255.255.255', port: 9 });
    } catch (error) {
      if (error instanceof Wrong) throw error;
      throw new Wrong(
        `connect() fails at once, and the constructor throws: ${error}. Whom should a program ` +
          'ask that has made six attempts?',
      );
    }
    expectOutcome(attempt, 'ENETUNREACH', 'connect() has failed at once');
    expectClosed(attempt, 'The attempt has failed');
  }),

  check('a connection that is made at once', (answer) => {
    const kernel = currentKernel();
    const atOnce = kernelWith(kernel, {
      connect(fd, ...args) {
        kernel.connect(fd, ...args);
        return kernel.poll(pollfd(fd, POLLOUT), 1, -1) - 1;
      },
    });
    const peer = startPeer([hold()]);
    let attempt: Attempt;
    try {
      attempt = runOn(atOnce, () => new answer.ConnectionAttempt(peer.address));
    } catch (error) {
      throw new Wrong(
        `connect() answers 0 at once, and the constructor throws: ${error}.`,
      );
    }
    expectOutcome(attempt, 'connected', 'connect() has answered 0 at once');
  }),

  check('many attempts, none in the way of another', (answer) => {
    const full = fullListener();
    const silent = new Socket();
    silent.bind({ host: '127.0.0.1', port: 0 });
    const outside = start(answer, full.address);
    const refused = start(answer, silent.getsockname() as InternetAddress);
    const made = start(answer, startPeer([hold()]).address);
    for (const attempt of [refused, made]) untilDecided(attempt);
    expectOutcome(made, 'connected', 'The last of three connections is made');
    expectOutcome(refused, 'ECONNREFUSED', 'The second of three is refused');
    expectOutcome(outside, 'later', 'The first of three still waits outside');
  }),

  check('a mistake in the program', ({ ConnectionAttempt }) => {
    const seen = observe(() => {
      try {
        return new ConnectionAttempt({ host: '127.0.0.1', port: 99_999 });
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    });
    const attempt = seen.result;
    if (attempt === undefined) return expectAllClosed(seen);
    throw new Wrong(
      `There is no port 99,999, and the attempt hides it: its outcome is ${outcomeOf(attempt)}. ` +
        'Catch the errors of the system, and let the others through.',
    );
  }),
]);
