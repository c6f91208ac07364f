/**
 * Holds the clients of chapter 03 to exact numbers, on the simulated kernel: how many bytes go
 * into the buffers, and how often a client that spins is refused.
 */
import { describe, expect, it } from 'vitest';
import { runOn, WouldBlockError } from 'would-block';
import { SimulatedKernel, type SimulationOptions } from 'would-block/sim';
import { pauseMs, readAll, stopReading } from 'would-block/testing';
import { clientPartial } from './client-partial.ts';
import { client as clientSlices } from './client-slices.ts';
import { client as clientSpin } from './client-spin.ts';
import { connecting } from './connecting.ts';

const DATA_BYTES = 73_400_320;
const sendBufferBytes = 2_500_000;

/** Each call takes a microsecond, and nothing else takes any time. */
const ideal: Partial<SimulationOptions> = {
  latencyMs: 0,
  bandwidthBytesPerMs: Infinity,
  callCostMs: 0.001,
  sendBufferBytes,
};

describe('client-partial', () => {
  it('sends what has room in the send buffer, and asks no second time', () => {
    const kernel = new SimulatedKernel({ sendBufferBytes });
    const { port } = kernel.startPeer([stopReading()]);
    runOn(kernel, () => clientPartial({ port }));
    expect(kernel.output).toContain(
      `size of the send buffer: ${sendBufferBytes} bytes\n`,
    );
    expect(kernel.output).toContain(`send() returned ${sendBufferBytes} after`);
    expect(kernel.output).toContain(`not sent: ${DATA_BYTES - sendBufferBytes} bytes\n`);
    expect(kernel.counts.calls.send).toBe(1);
    expect(kernel.counts.sleeps).toEqual({ connect: 1 });
  });
});

describe('client-slices', () => {
  it('ends with the first refusal, when both buffers are full', () => {
    const kernel = new SimulatedKernel(ideal);
    const { port } = kernel.startPeer([stopReading()]);
    expect(() => runOn(kernel, () => clientSlices({ port }))).toThrow(WouldBlockError);
    expect(kernel.counts.calls.send).toBe(3);
    expect(kernel.counts.errors).toEqual({ send: { EAGAIN: 1 } });
    expect(kernel.output).toContain(`send() took ${sendBufferBytes} bytes`);
  });
});

describe('client-spin', () => {
  it('is refused once for each call that has time while nobody reads', () => {
    const kernel = new SimulatedKernel(ideal);
    const { port } = kernel.startPeer([stopReading(), pauseMs(10), readAll()]);
    runOn(kernel, () => clientSpin({ port }));
    // 10 ms are 10,000 calls: two of fcntl() and one of write() before the first send(), and two
    // of send() that fill the buffers.
    const refusals = 10_000 - 3 - 2;
    expect(kernel.counts.errors).toEqual({ send: { EAGAIN: refusals } });
    const taken = (kernel.counts.calls.send ?? 0) - refusals;
    expect(kernel.output).toContain(
      `send() took bytes ${taken} times and refused ${refusals} times\n`,
    );
    // Afterwards the reader is faster than the client: each send() finds an empty buffer.
    expect(taken).toBe(
      2 + Math.ceil((DATA_BYTES - sendBufferBytes - 65_536) / sendBufferBytes),
    );
  });

  it('is on the processor from beginning to end', () => {
    const kernel = new SimulatedKernel(ideal);
    const { port } = kernel.startPeer([stopReading(), pauseMs(10), readAll()]);
    runOn(kernel, () => clientSpin({ port }));
    expect(kernel.counts.sleptMs).toBe(0);
    expect(kernel.counts.cpuMs).toBeCloseTo(kernel.nowMs, 9);
  });
});

describe('connecting', () => {
  it('hears of both answers by the same way, and sleeps in select() alone', () => {
    const kernel = new SimulatedKernel();
    runOn(kernel, () => connecting({ port: 0 }));
    expect(kernel.output.split('\n')).toEqual([
      'to a listener: connect() answers EINPROGRESS',
      'to a listener: SO_ERROR is then no error',
      'to nobody: connect() answers EINPROGRESS',
      'to nobody: SO_ERROR is then ECONNREFUSED',
      '',
    ]);
    expect(kernel.counts.sleeps).toEqual({ select: 2 });
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });
});
