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
import {
  type Answer,
  type Attempt,
  expectClosed,
  expectKept,
  expectOutcome,
  outcomeOf,
  start,
  untilDecided,
} from './attempt.ts';

/** A socket that has an address, and at which nobody listens: a connection to it is refused. */
function silentSocket(): { silent: Socket; address: InternetAddress } {
  const silent = new Socket();
  silent.bind({ host: '127.0.0.1', port: 0 });
  return { silent, address: silent.getsockname() as InternetAddress };
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

/** What the peer says is for whoever uses the socket. */
function expectGreeting({ socket }: Attempt): void {
  const greeting = Buffer.from(socket.recv(100)).toString();
  if (greeting === 'hello') return;
  throw new Wrong(
    `The peer sends "hello", and its socket receives "${greeting}". Who has received the rest?`,
  );
}

export default checks<Answer>([
  check('a server that listens', (answer) => {
    const peer = startPeer([send('hello'), end(), hold()]);
    const attempt = start(answer, peer.address);
    untilDecided(attempt);
    expectOutcome(attempt, 'connected', 'The connection is made');
    const { socket } = attempt;
    peer.untilHeld();
    expectGreeting(attempt);
    if ((socket.kernel.fcntl(socket.fileno(), F_GETFL, 0) & O_NONBLOCK) === 0) {
      throw new Wrong('The connection is made, and its socket is a blocking one.');
    }
    peer.goOn();
    socket.close();
    const { length } = peer.received();
    if (length === 0) return;
    throw new Wrong(
      `Nobody has sent anything over the connection yet, and the peer received bytes: ${length}. Whose are they?`,
    );
  }),

  check('a server that speaks first', (answer) => {
    const peer = startPeer([send('hello'), end(), hold()]);
    const attempt = start(answer, peer.address);
    peer.untilHeld();
    if (attempt.socket.fileno() >= 0) select([attempt.socket], []);
    expectOutcome(attempt, 'connected', 'The connection is made, "hello" has arrived');
    expectGreeting(attempt);
  }),

  check('nobody listens', (answer) => {
    const attempt = start(answer, silentSocket().address);
    untilDecided(attempt);
    expectOutcome(attempt, 'ECONNREFUSED', 'The connection is refused');
    expectClosed(attempt, 'The attempt has failed');
  }),

  check('refused in the moment in which it looks', (answer) => {
    const kernel = currentKernel();
    // The refusal arrives when the look has begun: what was asked before knows nothing of it.
    const untilRefused = (fd: number) => kernel.poll(pollfd(fd, POLLOUT), 1, -1);
    const lastMoment = kernelWith(kernel, {
      select(...call) {
        untilRefused(attempt.socket.fileno());
        return kernel.select(...call);
      },
      poll(...call) {
        untilRefused(attempt.socket.fileno());
        return kernel.poll(...call);
      },
    });
    const attempt = runOn(
      lastMoment,
      () => new answer.ConnectionAttempt(silentSocket().address),
    );
    if (attempt.outcome().kind === 'later') untilDecided(attempt);
    expectOutcome(
      attempt,
      'ECONNREFUSED',
      'The connection is refused in the moment in which outcome() looks',
    );
  }),

  check('a server whose queue is full: nobody knows yet', (answer) => {
    const { address } = fullListener();
    const attempt = start(answer, address);
    expectOutcome(attempt, 'later', 'The server has no place for another client yet');
    if (attempt.socket.fileno() < 0) {
      throw new Wrong('Nothing is decided yet, and the socket is closed.');
    }
    for (let asked = 0; asked < 1000; asked++) {
      const outcome = outcomeOf(attempt);
      if (outcome === 'later') continue;
      throw new Wrong(
        `Nothing has happened since outcome() said "later", and now that it is asked again it says "${outcome}". ` +
          'Who has decided that?',
      );
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

  check(
    'a server whose queue stays full, until the kernel gives up',
    (answer) => {
      const { address } = fullListener();
      const attempt = start(answer, address);
      select([], [], [], 5000);
      expectOutcome(attempt, 'later', 'For five seconds the server has had no place');
      untilDecided(attempt);
      expectOutcome(attempt, 'ETIMEDOUT', 'The kernel has given up');
      expectClosed(attempt, 'The attempt has failed');
    },
    // On Linux that takes two minutes.
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
    const outside = start(answer, full.address);
    const refused = start(answer, silentSocket().address);
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
