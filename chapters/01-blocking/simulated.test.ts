/**
 * Holds the programs of chapter 01 to exact numbers, on the simulated kernel: how long send()
 * sleeps, and in which order a server serves.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runOn } from 'would-block';
import { DeadlockError, SimulatedKernel, type SimulationOptions } from 'would-block/sim';
import {
  close,
  end,
  kernelWith,
  pauseMs,
  readAll,
  readSlowly,
  reset,
  type Step,
  send,
  stopReading,
} from 'would-block/testing';
import { client } from './client.ts';
import { server } from './server.ts';

const DATA_BYTES = 73_400_320;
const sendBufferBytes = 2_500_000;
/** Of the receive buffer, half is for bytes. */
const receiveWindowBytes = 65_536;

/** A machine on which nothing but the reader costs time. */
const ideal: Partial<SimulationOptions> = {
  latencyMs: 0,
  bandwidthBytesPerMs: Infinity,
  callCostMs: 0.0001,
  sendBufferBytes,
  receiveBufferBytes: 2 * receiveWindowBytes,
};

// The client has a timer. It could never tick while send() sleeps, nor need it do so here.
beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => vi.useRealTimers());

/** Runs the client against a peer. Answers the kernel, and how long the client was connected. */
function runClient(script: readonly Step[]) {
  const kernel = new SimulatedKernel(ideal);
  const peer = kernel.startPeer(script);
  let connectedMs = 0;
  let sentMs = 0;
  const watched = kernelWith(kernel, {
    connect(...call) {
      const answer = kernel.connect(...call);
      connectedMs = kernel.nowMs;
      return answer;
    },
    send(...call) {
      const answer = kernel.send(...call);
      sentMs = kernel.nowMs;
      return answer;
    },
  });
  runOn(watched, () => client({ port: peer.port }));
  return { kernel, peer, tookMs: sentMs - connectedMs };
}

describe('client', () => {
  it('sleeps in one send() until a reader that was busy for 250 ms has come back', () => {
    const { kernel, peer, tookMs } = runClient([
      stopReading(),
      pauseMs(250),
      readAll(),
      end(),
    ]);
    expect(tookMs).toBeCloseTo(250, 6);
    expect(kernel.counts.sleeps).toEqual({ connect: 1, send: 1 });
    expect(kernel.counts.calls.send).toBe(1);
    expect(peer.received()).toHaveLength(DATA_BYTES);
  });

  it('sleeps for exactly as long as a slow reader needs to make room for the rest', () => {
    const bytesPerMs = 100_000;
    const { kernel } = runClient([readSlowly(bytesPerMs)]);
    const restBytes = DATA_BYTES - sendBufferBytes - receiveWindowBytes;
    // The reader reads once a millisecond.
    expect(kernel.counts.sleptMs).toBe(Math.ceil(restBytes / bytesPerMs));
    expect(kernel.counts.calls.send).toBe(1);
    expect(kernel.output).toContain(`send() returned ${DATA_BYTES} after`);
  });

  it('would sleep for ever if nobody read', () => {
    const run = () => runClient([stopReading()]);
    expect(run).toThrow(DeadlockError);
    expect(run).toThrow(/^send on descriptor 3 waits for what can never happen/);
  });
});

/** Runs the server on a machine where these clients connect as soon as it listens. */
function runServer(...clients: Step[][]): SimulatedKernel {
  const kernel = new SimulatedKernel();
  const visited = kernelWith(kernel, {
    listen(fd, backlog) {
      const answer = kernel.listen(fd, backlog);
      for (const script of clients) kernel.startPeer(script, { connectTo: 1234 });
      return answer;
    },
  });
  const settings = { port: 1234, clients: clients.length, quiet: false, pauseMs: 0 };
  runOn(visited, () => server(settings));
  return kernel;
}

describe('server', () => {
  it('is deaf to the second client for as long as the first says nothing', () => {
    const kernel = runServer([pauseMs(1000), end()], [send('me too\n'), end()]);
    expect(kernel.output.split('\n')).toEqual([
      'listening on 127.0.0.1:1234',
      'client 1: accepted',
      'client 1: 0 bytes in 1 calls of recv(), the last one empty',
      'client 2: accepted',
      'me too',
      'client 2: 7 bytes in 2 calls of recv(), the last one empty',
      '',
    ]);
    // It slept for the first client to come, and in the one recv() that waited for its end.
    expect(kernel.counts.sleeps).toEqual({ accept4: 1, recv: 1 });
    expect(kernel.counts.sleptMs).toBeGreaterThan(1000);
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });

  it('goes on after a client that resets its connection', () => {
    const kernel = runServer([pauseMs(5), reset()], [send('polite\n'), close()]);
    expect(kernel.output).toContain(
      'client 1: recv: Connection reset by peer (ECONNRESET)\nclient 2: accepted\npolite\n',
    );
  });
});
