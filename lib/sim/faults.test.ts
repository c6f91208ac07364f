import { describe, expect, it } from 'vitest';
import { select } from '../selectors/index.ts';
import { errno, pollfd } from '../sys/index.ts';
import { type FaultRequest, SimulatedKernel } from './index.ts';
import { bytes, connected, listening, socketOn } from './kernel.fixture.ts';

const always = (name: Extract<FaultRequest, string>) => ({
  faults: [{ name, probability: 1 }],
});

describe('the fault', () => {
  it('short-send makes a blocking send() take a part', () => {
    const kernel = new SimulatedKernel(always('short-send'));
    const sent = connected(kernel).near.send(new Uint8Array(100));
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(100);
  });

  it('one-byte-send makes it take one, and write() too', () => {
    const kernel = new SimulatedKernel(always('one-byte-send'));
    const { near } = connected(kernel);
    expect(near.send(new Uint8Array(100))).toBe(1);
    expect(kernel.write(near.fileno(), new Uint8Array(9), 9)).toBe(1);
  });

  it('short-recv and one-byte-recv answer with a part, and lose nothing', () => {
    for (const name of ['short-recv', 'one-byte-recv'] as const) {
      const kernel = new SimulatedKernel(always(name));
      const { near, far } = connected(kernel);
      near.send(bytes('abcdef'));
      near.close();
      let received = '';
      for (let part = far.recv(6); part.length > 0; part = far.recv(6)) {
        expect(part.length).toBeLessThan(6);
        received += String.fromCharCode(...part);
      }
      expect(received).toBe('abcdef');
    }
  });

  it('interrupt makes calls that would sleep answer EINTR, and no others', () => {
    const kernel = new SimulatedKernel(always('interrupt'));
    const fds = new Int32Array(2);
    kernel.pipe2(fds, 0);
    const [readEnd = -1, writeEnd = -1] = fds;
    expect(kernel.read(readEnd, new Uint8Array(1), 1)).toBe(-errno.EINTR);
    expect(kernel.poll(pollfd(readEnd, 1), 1, -1)).toBe(-errno.EINTR);
    expect(kernel.write(writeEnd, new Uint8Array(1), 1)).toBe(1);
    expect(kernel.read(readEnd, new Uint8Array(1), 1)).toBe(1);
    // What was taken before the signal came is told, as a short count.
    const large = new Uint8Array(100_000);
    expect(kernel.write(writeEnd, large, large.length)).toBe(65_536);
  });

  it('spurious-readiness makes select() call readable what is not', () => {
    const kernel = new SimulatedKernel(always('spurious-readiness'));
    const { far } = connected(kernel);
    expect(select([far], [], [], 0)[0]).toEqual([far]);
    far.setBlocking(false);
    expect(far.tryRecvInto(new Uint8Array(1))).toBe(-errno.EAGAIN);
    expect(kernel.poll(pollfd(far.fileno(), 1), 1, 0)).toBe(1);
  });

  it('spurious-readiness hits each of those that wait, by the seed', () => {
    const hits = (seed: number) => {
      const kernel = new SimulatedKernel({ seed, ...always('spurious-readiness') });
      const { near, far } = connected(kernel);
      const sockets = [near, far];
      const fds = Int32Array.from(
        sockets.flatMap((socket) => [...pollfd(socket.fileno(), 1)]),
      );
      return Array.from({ length: 20 }, () => {
        const [readable] = select(sockets, [], [], 0);
        kernel.poll(fds, 2, 0);
        const polled = sockets.filter(
          (_, index) => ((fds[2 * index + 1] ?? 0) >> 16) & 1,
        );
        return [
          readable.map((socket) => socket.fileno()),
          polled.map((socket) => socket.fileno()),
        ];
      });
    };
    const answers = hits(1);
    expect(answers.flat().every((fds) => fds.length === 1)).toBe(true);
    expect(new Set(answers.map(([selected]) => selected?.[0])).size).toBe(2);
    expect(new Set(answers.map(([, polled]) => polled?.[0])).size).toBe(2);
    expect(hits(1)).toEqual(answers);
    expect(hits(2)).not.toEqual(answers);
  });

  it('reset breaks the connection in the middle', () => {
    const kernel = new SimulatedKernel(always('reset'));
    const { near, far } = connected(kernel);
    expect(() => near.send(bytes('x'))).toThrow('ECONNRESET');
    expect(() => far.recv(1)).toThrow('ECONNRESET');
  });

  it('no-descriptors answers EMFILE, and leaves nothing behind', () => {
    const kernel = new SimulatedKernel(always('no-descriptors'));
    expect(() => socketOn(kernel)).toThrow('EMFILE');
    expect(kernel.pipe2(new Int32Array(2), 0)).toBe(-errno.EMFILE);
    expect(kernel.epoll_create1(0)).toBe(-errno.EMFILE);
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });

  it('full-backlog lets a client try again a second later', () => {
    const kernel = new SimulatedKernel({
      seed: 3,
      faults: [{ name: 'full-backlog', probability: 0.3 }],
    });
    const { address } = listening(kernel);
    const tookMs = Array.from({ length: 15 }, () => {
      const before = kernel.nowMs;
      socketOn(kernel).connect(address);
      return Math.round(kernel.nowMs - before);
    });
    expect(tookMs).toContain(0);
    expect(tookMs).toContain(1000);
  });
});

describe('a program that expects everything', () => {
  function echoes(seed: number): string {
    const kernel = new SimulatedKernel({
      seed,
      faults: [
        'short-send',
        'short-recv',
        'interrupt',
        'spurious-readiness',
        'full-backlog',
      ],
    });
    const { near, far } = connected(kernel);
    near.setBlocking(false);
    far.setBlocking(false);
    const sent = Uint8Array.from({ length: 3000 }, (_, index) => index);
    const back: number[] = [];
    const queue: number[] = [];
    let rest = sent;
    while (back.length < sent.length) {
      const writers = [
        ...(rest.length > 0 ? [near] : []),
        ...(queue.length > 0 ? [far] : []),
      ];
      const [readable, writable] = select([near, far], writers);
      const buffer = new Uint8Array(1000);
      if (readable.includes(near))
        back.push(...buffer.subarray(0, Math.max(0, near.tryRecvInto(buffer))));
      if (readable.includes(far))
        queue.push(...buffer.subarray(0, Math.max(0, far.tryRecvInto(buffer))));
      if (writable.includes(near)) rest = rest.subarray(Math.max(0, near.trySend(rest)));
      if (writable.includes(far))
        queue.splice(0, Math.max(0, far.trySend(Uint8Array.from(queue))));
    }
    expect(back).toEqual([...sent]);
    return JSON.stringify([kernel.counts, kernel.nowMs]);
  }

  it('loses no byte under any seed, and does the same again under the same', () => {
    const runs = Array.from({ length: 30 }, (_, seed) => echoes(seed));
    expect(new Set(runs).size).toBeGreaterThan(25);
    expect(echoes(7)).toBe(runs[7]);
  });
});
