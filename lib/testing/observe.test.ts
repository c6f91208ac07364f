import { afterEach, describe, expect, it } from 'vitest';
import { Socket } from '../net/index.ts';
import { select } from '../selectors/index.ts';
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel, type Kernel, runOn } from '../sys/index.ts';
import {
  close,
  end,
  expectAllClosed,
  expectNoSpinning,
  expectServedFairly,
  expectWaitsOnlyIn,
  hold,
  kernelWith,
  observe,
  type Peer,
  pauseMs,
  readAll,
  send,
  startPeer,
  stopPeers,
  untilRead,
  Wrong,
} from './index.ts';

afterEach(() => stopPeers());

/** A non-blocking connection to a peer, once that has come to its first hold(), if it has one. */
function connected(peer: Peer, isHeld = true): Socket {
  const socket = peer.connect();
  socket.setBlocking(false);
  if (isHeld) peer.untilHeld();
  return socket;
}

/** What `expectation` throws. */
function complaint(expectation: () => void): Wrong {
  try {
    expectation();
  } catch (error) {
    if (error instanceof Wrong) return error;
    throw error;
  }
  throw new Error('Nothing was wrong');
}

/** Receives what is there, at most `bytes`. Answers how many there were, or undefined. */
function tryRecv(socket: Socket, bytes: number): number | undefined {
  const count = socket.tryRecvInto(new Uint8Array(bytes));
  return count < 0 ? undefined : count;
}

/** A way to receive five bytes that ends. */
function receive(socket: Socket, onNone: () => void): void {
  for (let received = 0; received < 5; ) {
    const count = tryRecv(socket, 5);
    if (count === undefined) onNone();
    else received += count;
  }
}

const kernels: [string, (run: () => void) => void][] = [
  ['the simulated kernel', (run) => runOn(new SimulatedKernel(), run)],
  ['the real kernel', (run) => run()],
];

describe.each(kernels)('on %s', (name, on) => {
  const test = (what: string, run: () => void) => it(what, () => on(run));
  const isReal = name === 'the real kernel';

  describe('observe()', () => {
    test('records the calls on sockets that are older and on those that it makes', () => {
      const peer = startPeer([send('hello'), hold()]);
      const old = peer.connect();
      peer.untilHeld();
      const seen = observe(() => {
        const other = startPeer([send('x'), hold()]).connect();
        const text = new TextDecoder().decode(old.recv(9));
        other.close();
        return text;
      });
      expect(seen.result).toBe('hello');
      const calls = seen.calls.map((call) => call.name);
      expect(calls).toEqual(['socket', 'connect', 'recv', 'close']);
      old.close();
      expect(seen.calls).toHaveLength(4);
    });

    test('leaves the kernel as it was, also when the code throws', () => {
      const before = Object.getOwnPropertyNames(currentKernel());
      expect(() => observe(() => new Socket().recv(1))).toThrow('ENOTCONN');
      expect(Object.getOwnPropertyNames(currentKernel())).toEqual(before);
    });

    test('sees what a kernel answers some of whose calls are replaced', () => {
      const refusing = kernelWith(currentKernel(), { socket: () => -24 });
      const seen = runOn(refusing, () =>
        observe(() => expect(() => new Socket()).toThrow('EMFILE')),
      );
      expect(seen.calls.map((call) => call.name)).toEqual(['socket']);
      expect(seen.calls[0]?.result).toBe(-24);
      runOn(refusing, () => expect(() => new Socket()).toThrow('EMFILE'));
      expect(seen.calls).toHaveLength(1);
      new Socket().close();
    });

    test('works within itself', () => {
      const inner: string[] = [];
      const outer = observe(() => {
        new Socket().close();
        inner.push(...observe(() => new Socket().close()).calls.map((call) => call.name));
      });
      expect(inner).toEqual(['socket', 'close']);
      const calls = outer.calls.map((call) => call.name);
      expect(calls).toEqual(['socket', 'close', 'socket', 'close']);
    });

    test('refuses code that is not over when it returns', () => {
      expect(() => observe(async () => {})).toThrow(TypeError);
    });
  });

  describe('expectNoSpinning()', () => {
    /** A socket whose peer says nothing until it has been asked for thirty times. */
    const late = () => {
      const peer = startPeer([hold(), send('hello')]);
      const socket = connected(peer, false);
      let times = 0;
      const ask = () => {
        times += 1;
        if (times === 30) peer.goOn();
      };
      return { socket, ask };
    };

    test('finds the call that is refused again and again', () => {
      const { socket, ask } = late();
      const seen = observe(() => receive(socket, ask));
      const { message, trace } = complaint(() => expectNoSpinning(seen));
      expect(message).toMatch(
        /^Your code spins: it called recv\(\) on descriptor \d+ 20 times with no wait between/,
      );
      expect(trace.at(-1)).toMatch(
        /^recv\(\d+, ..., 5, 0\) = -1 EAGAIN \(.*\) \(19 times in a row\)$/,
      );
    });

    test('finds the wait that has no time to wait', () => {
      const { socket, ask } = late();
      const seen = observe(() =>
        receive(socket, () => {
          while (select([socket], [], [], 0)[0].length === 0) ask();
        }),
      );
      const { message, trace } = complaint(() => expectNoSpinning(seen));
      expect(message).toContain('called select() 20 times with a timeout of 0');
      expect(trace.at(-1)).toContain('= 0 (Timeout)');
    });

    test('finds the wait that wakes for what nobody needs', () => {
      const { socket, ask } = late();
      const seen = observe(() =>
        receive(socket, () => {
          select([socket], [socket], []);
          ask();
        }),
      );
      const { message } = complaint(() => expectNoSpinning(seen));
      expect(message).toMatch(/recv\(\) on descriptor|answered at once that something/);
    });

    test('finds the stream that has ended, and is read on', () => {
      const socket = connected(startPeer([send('hi'), end(), hold()]));
      const seen = observe(() => {
        for (let rounds = 0; rounds < 30; rounds += 1) {
          select([socket], [], []);
          tryRecv(socket, 5);
        }
      });
      const { message } = complaint(() => expectNoSpinning(seen));
      expect(message).toContain('each time the stream was at its end');
    });

    test('has nothing against who waits, however often, or asks a few times', () => {
      const steps = Array.from({ length: 40 }, () => [send('x'), untilRead()]).flat();
      const peer = startPeer([...steps, send('end'), close()]);
      const socket = connected(peer, false);
      const seen = observe(() => {
        for (let received = 0; received < 43; ) {
          const count = tryRecv(socket, 5);
          if (count === undefined) select([socket], [], [], 1000);
          else received += count;
        }
      });
      expectNoSpinning(seen);
      const napped = late();
      expectNoSpinning(
        observe(() =>
          receive(napped.socket, () => {
            select([], [], [], 1);
            napped.ask();
          }),
        ),
        { times: 10 },
      );
    });
  });

  describe('expectWaitsOnlyIn()', () => {
    test('finds the call that sleeps', () => {
      const socket = startPeer([pauseMs(20), send('hello')]).connect();
      const seen = observe(() => socket.recv(5));
      const { message, trace } = complaint(() => expectWaitsOnlyIn(seen, 'select'));
      expect(message).toMatch(
        /^Your code slept in recv\(\) on descriptor \d+, outside select\(\)\. Nobody else/,
      );
      expect(trace.at(-1)).toMatch(/^recv\(\d+, "hello", 5, 0\) = 5 <0\.0\d+>$/);
      expectWaitsOnlyIn(seen, 'select', 'recv');
    });

    test('lets the wait sleep, and has nothing against a call that need not', () => {
      const peer = startPeer([send('hello'), hold(), pauseMs(20), send('again')]);
      const socket = peer.connect();
      peer.untilHeld();
      peer.goOn();
      const seen = observe(() => {
        socket.recv(5); // may sleep, and has no reason to
        socket.setBlocking(false);
        receive(socket, () => select([socket], [], []));
      });
      expectWaitsOnlyIn(seen, 'select');
      const { message } = complaint(() => expectWaitsOnlyIn(seen));
      expect(message).toBe('Your code slept in select(). Who is there to wake it?');
    });
  });

  describe('expectAllClosed()', () => {
    test('finds what was opened and left open, and shows its life', () => {
      const peer = startPeer([send('hello'), hold()]);
      const seen = observe(() => {
        new Socket().close();
        const socket = peer.connect();
        socket.recv(5);
        return socket;
      });
      const fd = seen.result.fileno();
      const { message, trace } = complaint(() => expectAllClosed(seen));
      expect(message).toContain(
        `Your code left descriptor ${fd} open, which socket() opened.`,
      );
      expect(trace[0]).toMatch(/^socket\(AF_INET, SOCK_STREAM\|SOCK_CLOEXEC, 0\) = \d+$/);
      expect(trace.at(-1)).toBe(`recv(${fd}, "hello", 5, 0) = 5`);
    });

    test('finds what it was to close, and finds nothing where all is closed', () => {
      const given = new Socket();
      const left = observe(() => {});
      expect(complaint(() => expectAllClosed(left, given)).message).toContain(
        `left descriptor ${given.fileno()} open, which it was given`,
      );
      const closed = observe(() => {
        new Socket().close();
        given.close();
      });
      expectAllClosed(closed, given);
    });
  });

  describe('expectServedFairly()', () => {
    const large = new Uint8Array(60_000);

    function greedy(): [Socket, Socket] {
      const one = connected(startPeer([send(large), hold(), readAll()]));
      const other = connected(startPeer([send('hello'), hold(), readAll()]));
      return [one, other];
    }

    function serve(sockets: readonly Socket[], most: number): void {
      for (let left = 60_000; left > 1_000; ) {
        const [ready] = select(sockets, [], [], 1000);
        for (const socket of ready) {
          for (let calls = 0; calls < most; calls += 1) {
            const count = tryRecv(socket, 1000);
            if (count === undefined) break;
            left -= count;
          }
        }
      }
    }

    test('finds the connection that waits while another one takes all', () => {
      const [one, other] = greedy();
      const seen = observe(() => serve([one, other], Infinity));
      const { message, trace } = complaint(() => expectServedFairly(seen));
      expect(message).toMatch(
        `Descriptor ${other.fileno()} had something to do and got no turn, while your code made 33 calls ` +
          `that moved bytes for others, the last of them for descriptor ${one.fileno()}.`,
      );
      expect(trace.length).toBeLessThan(10);
    });

    test('has nothing against turns', () => {
      const [one, other] = greedy();
      expectServedFairly(observe(() => serve([one, other], 4)));
    });

    test('takes the word of the check for who is busy', () => {
      const [one, other] = greedy();
      const seen = observe(() => serve([one], 4));
      expectServedFairly(seen);
      const { message } = complaint(() => expectServedFairly(seen, { busy: [other] }));
      expect(message).toContain(`Descriptor ${other.fileno()} had something to do`);
    });

    test('counts the time, where it is virtual', () => {
      const [one, other] = greedy();
      const seen = observe(() => serve([one, other], 4));
      const strict = () => expectServedFairly(seen, { mostMs: 0.0001 });
      if (isReal) strict();
      else expect(complaint(strict).message).toContain('got no turn');
    });
  });
});

describe('expectNoSpinning()', () => {
  it('bears with what a fault does to a correct program', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const kernel = new SimulatedKernel({
        seed,
        faults: ['spurious-readiness', 'interrupt', 'short-recv'],
      });
      runOn(kernel as Kernel, () => {
        const steps = Array.from({ length: 40 }, () => [pauseMs(1), send('x')]).flat();
        const socket = connected(startPeer(steps), false);
        const seen = observe(() => {
          for (let received = 0; received < 40; ) {
            select([socket], [], []);
            received += tryRecv(socket, 5) ?? 0;
          }
        });
        expectNoSpinning(seen);
        expectWaitsOnlyIn(seen, 'select');
      });
    }
  });
});
