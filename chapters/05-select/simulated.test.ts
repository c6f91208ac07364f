/**
 * Holds the programs of chapter 05 to exact numbers, on the simulated kernel: how often the
 * client asks, and that the servers lose nothing however the machine treats them.
 */
import { describe, expect, it } from 'vitest';
import { type InternetAddress, runOn, Socket, select } from 'would-block';
import { type FaultName, SimulatedKernel, type SimulatedPeer } from 'would-block/sim';
import {
  end,
  kernelWith,
  pauseMs,
  readAll,
  readSlowly,
  type Step,
  send,
  stopReading,
} from 'would-block/testing';
import { client } from './client.ts';
import { echo } from './echo-queue.ts';
import { listen, newcomers } from './listening.ts';
import { upper } from './upper.ts';
import { upper as upperLossy } from './upper-lossy.ts';

const DATA_BYTES = 73_400_320;
const sendBufferBytes = 2_500_000;

describe('client', () => {
  /** Runs the client. Answers the kernel and what was asked of it: `took`, `refused`, `select`. */
  function watch() {
    const kernel = new SimulatedKernel({ sendBufferBytes });
    const { port } = kernel.startPeer([readSlowly(100_000)]);
    const asked: string[] = [];
    const taken: number[] = [];
    const watched = kernelWith(kernel, {
      send(...call) {
        const answer = kernel.send(...call);
        asked.push(answer < 0 ? 'refused' : 'took');
        if (answer >= 0) taken.push(answer);
        return answer;
      },
      select(...call) {
        asked.push('select');
        return kernel.select(...call);
      },
    });
    runOn(watched, () => client({ port, countTo: 0 }));
    return { kernel, asked, taken };
  }

  it('asks again only when there is room: took, refused, asleep, and so on', () => {
    const { asked } = watch();
    expect(asked.join(' ')).toMatch(/^(took refused select )+took$/);
  });

  it('never calls send() more often than the third of a buffer that it waits for needs', () => {
    const { kernel, taken } = watch();
    const [first = 0, ...later] = taken;
    expect(first).toBe(sendBufferBytes);
    for (const bytes of later.slice(0, -1)) {
      expect(bytes).toBeGreaterThanOrEqual(sendBufferBytes / 3);
    }
    const most = 1 + Math.ceil((DATA_BYTES - first) / (sendBufferBytes / 3));
    expect(taken.length).toBeLessThanOrEqual(most);
    expect(kernel.output).toContain(
      `send() took bytes ${taken.length} times and refused ${taken.length - 1} times\n`,
    );
  });

  it('makes no call to select() that does not sleep, and sleeps nowhere else', () => {
    const { kernel } = watch();
    const { calls, sleeps, cpuMs } = kernel.counts;
    expect(sleeps).toEqual({ connect: 1, select: calls.select });
    expect(cpuMs).toBeLessThan(kernel.nowMs / 1000);
  });
});

const lines = (word: string, count: number) =>
  Array.from(
    { length: count },
    (_, n) => `${word} ${String(n).padStart(10, '0')}\n`,
  ).join('');

/** Runs a server on a machine where these clients connect as soon as it listens. */
function serve(
  server: (port: number) => void,
  scripts: readonly Step[][],
  options: ConstructorParameters<typeof SimulatedKernel>[0] = {},
) {
  const kernel = new SimulatedKernel(options);
  const peers: SimulatedPeer[] = [];
  const visited = kernelWith(kernel, {
    listen(fd, backlog) {
      const answer = kernel.listen(fd, backlog);
      for (const script of scripts) {
        peers.push(kernel.startPeer(script, { connectTo: 1234 }));
      }
      return answer;
    },
  });
  runOn(visited, () => server(1234));
  return { kernel, received: peers.map((peer) => peer.receivedText()) };
}

/** Sends everything before it reads anything. */
const late = (text: string): Step[] => [
  stopReading(),
  send(text),
  end(),
  pauseMs(20),
  readAll(),
];
/** Reads while it sends. */
const polite = (text: string): Step[] => [send(text), end(), readAll()];

const upperSettings = { chunkBytes: 1024, sendBufferBytes: 0, pauseMs: 0 };

describe('upper-lossy', () => {
  it('loses every second piece of a client that sends in one go, and says so', () => {
    const { kernel, received } = serve(
      (port) => upperLossy({ ...upperSettings, port, clients: 1 }),
      [polite(lines('line', 1024))],
    );
    const wanted = lines('LINE', 1024);
    const kept = Array.from({ length: 8 }, (_, n) =>
      wanted.slice((2 * n + 1) * 1024, (2 * n + 2) * 1024),
    );
    expect(received).toEqual([kept.join('')]);
    expect(kernel.output).toContain('8192 bytes overwritten, 0 bytes cut off\n');
  });
});

describe('newcomers()', () => {
  it('turns away whoever takes the last descriptor, so that nobody is left in the queue', () => {
    // Three of the process, the listener, three clients, one connection, and the last.
    const kernel = new SimulatedKernel({ maxOpenFiles: 9 });
    runOn(kernel, () => {
      const listener = listen(0);
      const clients = Array.from({ length: 3 }, () => new Socket());
      for (const client of clients) {
        client.connect(listener.getsockname() as InternetAddress);
      }
      const welcome: Socket[] = [];
      while (kernel.output.split('away').length < 3) {
        select([listener], []);
        welcome.push(...newcomers(listener));
      }
      expect(welcome).toHaveLength(1);
      expect(kernel.output).toMatch(
        /(a client is turned away: descriptor 8 is the last\n){2}$/,
      );
      for (const socket of [...clients, ...welcome, listener]) socket.close();
      expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
    });
  });
});

const cruelties: FaultName[][] = [
  [],
  ['short-send'],
  ['one-byte-send'],
  ['short-recv'],
  ['one-byte-recv'],
  ['interrupt'],
  ['spurious-readiness'],
  ['full-backlog'],
  ['short-send', 'short-recv', 'interrupt', 'spurious-readiness'],
];
const seeds = [1, 2, 3];

describe.each(
  cruelties.map((faults) => ({ faults, names: faults.join(', ') || 'no faults' })),
)('with $names', ({ faults }) => {
  it.each(seeds)('upper sends every byte back, seed %i', (seed) => {
    const { kernel, received } = serve(
      (port) => upper({ ...upperSettings, port, clients: 2 }),
      [late(lines('line', 512)), polite(lines('word', 256))],
      { seed, faults, sendBufferBytes: 4096, receiveBufferBytes: 8192 },
    );
    expect(received).toEqual([lines('LINE', 512), lines('WORD', 256)]);
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });

  it.each(seeds)('echo-queue sends every byte back, seed %i', (seed) => {
    const texts = [lines('one', 512), lines('two', 256), ''];
    const scripts = [late(lines('one', 512)), polite(lines('two', 256)), [end()]];
    const { kernel, received } = serve(
      (port) => echo({ port, clients: 3, queueBytes: 2048 }),
      scripts,
      { seed, faults, sendBufferBytes: 4096, receiveBufferBytes: 8192 },
    );
    expect(received).toEqual(texts);
    expect(kernel.counts.sleeps).not.toHaveProperty('recv');
    expect(kernel.counts.sleeps).not.toHaveProperty('send');
  });
});
