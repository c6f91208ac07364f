import { describe, expect, it } from 'vitest';
import { Socket } from '../net/index.ts';
import { print } from '../program/print.ts';
import { select } from '../selectors/index.ts';
import { errno, runOn, SOCK_NONBLOCK, SOCK_STREAM } from '../sys/index.ts';
import { SimulatedKernel } from './index.ts';
import { bytes, connected, listening, socketOn, text } from './kernel.fixture.ts';

describe('SimulatedKernel', () => {
  it('runs what was written for the real one: Socket, select() and print()', () => {
    const kernel = new SimulatedKernel();
    runOn(kernel, () => {
      const listener = new Socket();
      listener.bind({ host: '127.0.0.1', port: 0 });
      listener.listen();
      const client = new Socket();
      client.connect(listener.getsockname());
      const server = listener.accept();
      client.send(bytes('hello'));
      const [readable] = select([server, listener], []);
      expect(readable).toEqual([server]);
      print(text(server.recv(100)));
      client.close();
      expect(server.recv(100)).toHaveLength(0);
      server.close();
      listener.close();
    });
    expect(kernel.output).toBe('hello\n');
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });

  it('lets time pass where a program sleeps, and none where it does not', () => {
    const kernel = new SimulatedKernel({ callCostMs: 0.5 });
    const before = kernel.nowMs;
    kernel.poll(null, 0, 60_000);
    expect(kernel.nowMs - before).toBe(60_000.5);
    expect(kernel.counts).toMatchObject({ cpuMs: 0.5, sleptMs: 60_000 });
  });

  it('has a bandwidth, a latency and a round trip', () => {
    const kernel = new SimulatedKernel({
      latencyMs: 10,
      bandwidthBytesPerMs: 100,
      callCostMs: 0.001,
    });
    const { near, far } = connected(kernel);
    expect(kernel.nowMs).toBeCloseTo(20, 1); // the handshake is a round trip
    near.send(new Uint8Array(1000));
    far.recv(1000);
    expect(kernel.nowMs).toBeCloseTo(20 + 1000 / 100 + 10, 1);
  });

  it('takes what a call costs, for each its own', () => {
    const kernel = new SimulatedKernel({ callCostMs: { close: 2, other: 3 } });
    kernel.close(99);
    expect(kernel.nowMs).toBe(2);
    kernel.read(99, new Uint8Array(1), 1);
    expect(kernel.nowMs).toBe(5);
  });

  it('brings a program that spins to the end of its time', () => {
    const kernel = new SimulatedKernel();
    const deadline = kernel.monotonicMs() + 10;
    while (kernel.monotonicMs() < deadline);
    expect(kernel.counts.total).toBeLessThan(11_000);
  });

  it('counts calls, errors, bytes and sleeps', () => {
    const kernel = new SimulatedKernel();
    const { near, far } = connected(kernel);
    far.setBlocking(false);
    expect(far.tryRecvInto(new Uint8Array(5))).toBe(-errno.EAGAIN);
    near.send(bytes('abc'));
    kernel.poll(null, 0, 1);
    far.recv(2);
    const { counts } = kernel;
    expect(counts.calls).toMatchObject({ socket: 2, recv: 2, send: 1, poll: 1 });
    expect(counts.errors).toEqual({ recv: { EAGAIN: 1 } });
    expect(counts).toMatchObject({ bytesSent: 3, bytesReceived: 2 });
    expect(counts.sleeps).toEqual({ connect: 1, poll: 1 });
  });

  it('takes one socket more than the backlog, and lets the next wait a second', () => {
    const kernel = new SimulatedKernel();
    const { listener, address } = listening(kernel, 1);
    for (let count = 0; count < 2; count++) socketOn(kernel).connect(address);
    const late = new Socket(2, SOCK_STREAM | SOCK_NONBLOCK, kernel);
    late.tryConnect(address);
    kernel.poll(null, 0, 500);
    listener.accept();
    expect(select([], [late], [], 300)[1]).toHaveLength(0);
    expect(select([], [late], [], 300)[1]).toHaveLength(1);
  });

  it('gives up on a listener that never accepts: ETIMEDOUT', () => {
    const kernel = new SimulatedKernel();
    const { address } = listening(kernel, 0);
    socketOn(kernel).connect(address);
    expect(() => socketOn(kernel).connect(address)).toThrow('ETIMEDOUT');
  });

  it('keeps a port for a minute after its side closed first, SO_REUSEADDR or not', () => {
    const kernel = new SimulatedKernel();
    const { listener, near, far } = connected(kernel);
    const address = listener.getsockname();
    listener.close();
    far.close();
    near.recv(1);
    near.close();
    kernel.poll(null, 0, 59_000);
    expect(() => socketOn(kernel).bind(address)).toThrow('EADDRINUSE');
    kernel.poll(null, 0, 2_000);
    socketOn(kernel).bind(address);
  });

  it('answers EADDRNOTAVAIL when all ports to connect from are used for a destination', () => {
    const kernel = new SimulatedKernel({ maxOpenFiles: 100_000 });
    const { listener, address } = listening(kernel);
    const answers = new Set<string>();
    for (let count = 0; count < 28_300; count++) {
      try {
        socketOn(kernel).connect(address);
        listener.accept();
      } catch (error) {
        answers.add((error as { code: string }).code);
      }
    }
    expect([...answers]).toEqual(['EADDRNOTAVAIL']);
  });
});
