/**
 * Clients that speak and fall silent at moments that are known. Most of it is in virtual time,
 * where it can be said exactly when each is due.
 */
import { errno, type InternetAddress, runOn, Socket, SystemError } from 'would-block';
import {
  check,
  checks,
  end,
  expectAllClosed,
  expectNoSpinning,
  expectWaitsOnlyIn,
  observe,
  type Peer,
  pauseMs,
  readAll,
  reset,
  type Step,
  send,
  someBytes,
  startPeer,
  Wrong,
} from 'would-block/testing';
import { SilenceWatch } from './silence-watch.ts';

type Answer = typeof import('./starter.ts');

interface Visit {
  readonly silenceMs: number;
  /** What the clients do. They connect at once. */
  readonly scripts: readonly Step[][];
  /** What a last client does, that connects when nobody is there any more. */
  readonly latecomer?: Step[];
  readonly slowMs?: number;
  /** The error that a client leaves behind that crashes. */
  readonly brokenBy?: number;
}

/** A client that says a byte each time, so many ms after the last. */
const speaks = (...pausesMs: number[]): Step[] =>
  pausesMs.flatMap((ms) => [pauseMs(ms), send('x')]);

/** Runs the server for these clients. Answers what it counted. */
function visit(
  { countBytes }: Answer,
  { scripts, latecomer, ...options }: Visit,
): number {
  const peers: Peer[] = [];
  let connectTo = 0;
  const come = (script: Step[]) => peers.push(startPeer(script, { connectTo }));
  const comesLast = latecomer && {
    whenNobodyIsThere(accepted: number) {
      const allHaveBeen = accepted === peers.length && accepted === scripts.length;
      if (allHaveBeen) come(latecomer);
    },
  };
  const { kernel } = new SilenceWatch({ ...options, ...comesLast });
  const clients = scripts.length + (latecomer ? 1 : 0);
  return runOn(kernel, () => {
    const listener = new Socket();
    listener.bind({ host: '127.0.0.1', port: 0 });
    listener.listen();
    listener.setBlocking(false);
    connectTo = (listener.getsockname() as InternetAddress).port;
    for (const script of scripts) come(script);
    const seen = observe(() => {
      return orWrong(() => countBytes(listener, clients, options.silenceMs));
    });
    if (listener.fileno() < 0) {
      throw new Wrong(
        'countBytes() has closed the listener, which belongs to the caller: nobody else can come any more. Which ' +
          'sockets did you open?',
      );
    }
    listener.close();
    // On the real kernel chance decides how often that happens, and whether anybody sees it.
    if (seen.inVirtualTime) {
      expectNoSpinning(seen);
      expectWaitsOnlyIn(seen, 'select');
    }
    expectAllClosed(seen);
    return seen.result;
  });
}

/** An error that ends the server is no crash here, but a wrong answer. */
function orWrong(count: () => number): number {
  try {
    return count();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new Wrong(
      `countBytes() threw "${error.message}", from a call on one connection: that is the end of all ` +
        'others too. Which calls can throw for one client, and who catches it?',
    );
  }
}

function expectCount(counted: number, said: number): void {
  if (counted === said) return;
  throw new Wrong(
    `The clients have said ${said} bytes, and countBytes() answers ${counted}.`,
  );
}

/** A client that always has more to say. */
const TALK = 400_000;
const talks: Step[] = [send(someBytes(TALK, 1)), end()];

const exactly = { only: 'simulated' } as const;

export default checks<Answer>([
  check('a client that says nothing', (answer) => {
    expectCount(visit(answer, { silenceMs: 30.5, scripts: [[readAll()]] }), 0);
  }),

  check(
    'clients that end, and one that crashes, long before their time is up',
    (answer) => {
      const scripts = [
        [send('hello'), end()],
        [send('x'), pauseMs(2), reset()],
        [pauseMs(4), send(someBytes(65_536, 1)), end()],
      ];
      expectCount(visit(answer, { silenceMs: 60_000, scripts }), 65_542);
    },
    { faults: ['short-recv', 'interrupt', 'full-backlog'] },
  ),

  check(
    'a client whose network is gone, which TCP has found out',
    (answer) => {
      const scripts = [[send('abc'), pauseMs(2), reset()], speaks(10)];
      const brokenBy = errno.ETIMEDOUT;
      expectCount(visit(answer, { silenceMs: 30.5, brokenBy, scripts }), 4);
    },
    exactly,
  ),

  check(
    'a client that says nothing for a long time',
    (answer) => {
      const visitors = { silenceMs: 45_678.9, scripts: [speaks(12_345.6)] };
      expectCount(visit(answer, visitors), 1);
    },
    exactly,
  ),

  check(
    'a client that speaks now and then, and has its whole time anew',
    (answer) => {
      const scripts = [speaks(20, 20, 29, 1, 15)];
      expectCount(visit(answer, { silenceMs: 30.5, scripts }), 5);
    },
    { ...exactly, faults: ['interrupt'] },
  ),

  check(
    'three clients, each with its own time',
    (answer) => {
      const scripts = [speaks(10.3), speaks(25.1, 25.6), [readAll()]];
      expectCount(visit(answer, { silenceMs: 30.5, scripts }), 3);
    },
    exactly,
  ),

  check(
    'a silent client, and one that never stops talking',
    (answer) => {
      const talker = speaks(...Array.from({ length: 40 }, () => 5));
      const scripts = [[...talker, end()], [readAll()]];
      expectCount(visit(answer, { silenceMs: 30.5, scripts }), 40);
    },
    exactly,
  ),

  check(
    'silent clients, and one that always has more to say, on a slow machine',
    (answer) => {
      const scripts = [talks, [readAll()], speaks(3)];
      expectCount(visit(answer, { silenceMs: 30.5, slowMs: 1, scripts }), TALK + 1);
    },
    exactly,
  ),

  check(
    'the same, and the one that has more to say came last',
    (answer) => {
      const scripts = [[readAll()], speaks(3, 20, 20), talks];
      expectCount(visit(answer, { silenceMs: 30.5, slowMs: 1, scripts }), TALK + 3);
    },
    exactly,
  ),

  check('a client that comes when nobody else is there', (answer) => {
    const visitors = { scripts: [[send('abc'), end()]], latecomer: [send('de'), end()] };
    expectCount(visit(answer, { silenceMs: 5000, ...visitors }), 5);
  }),

  check(
    'clients that are called readable and are not',
    (answer) => {
      const often = Array.from({ length: 20 }, () => 5);
      const scripts = [speaks(10, 10), [readAll()], speaks(...often)];
      const visitors = { scripts, latecomer: speaks(...often) };
      expectCount(visit(answer, { silenceMs: 30.5, ...visitors }), 42);
    },
    { ...exactly, faults: ['spurious-readiness'] },
  ),
]);
