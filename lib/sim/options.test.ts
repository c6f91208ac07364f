import { describe, expect, it } from 'vitest';
import { SimulatedKernel, type SimulationOptions } from './index.ts';

describe('the options of SimulatedKernel', () => {
  it.each<[Partial<Record<keyof SimulationOptions, unknown>>, string]>([
    [{ bandwidthBytesPerMs: -5 }, 'bandwidthBytesPerMs is more than 0, not -5'],
    [{ bandwidthBytesPerMs: 0 }, 'more than 0, not 0'],
    [{ latencyMs: Number.NaN }, 'latencyMs is 0 or more, not NaN'],
    [{ latencyMs: Infinity }, 'not Infinity'],
    [{ sendBufferBytes: 1.5 }, 'sendBufferBytes is a whole number, 1 or more, not 1.5'],
    [{ receiveBufferBytes: 1 }, 'receiveBufferBytes is a whole number, 2 or more, not 1'],
    [{ maxOpenFiles: 2 }, 'maxOpenFiles'],
    [{ maxCalls: 0 }, 'maxCalls'],
    [{ maxVirtualMs: 0 }, 'maxVirtualMs is more than 0, not 0'],
    [{ seed: 0.5 }, 'seed is a whole number of 32 bits, not 0.5'],
    [{ callCostMs: 0 }, 'callCostMs is 0.0001 or more, not 0'],
    [{ callCostMs: { send: -1 } }, 'send is 0.0001 or more, not -1'],
    [{ faults: ['slow-mail'] }, 'no fault is called slow-mail; there are short-send, '],
    [{ faults: [{ name: 'reset', probability: 2 }] }, 'reset is 0 to 1, not 2'],
  ])('are refused with what was received: %j', (options, message) => {
    const given = options as Partial<SimulationOptions>;
    expect(() => new SimulatedKernel(given)).toThrow(RangeError);
    expect(() => new SimulatedKernel(given)).toThrow(message);
  });

  it('are refused if there is no such option', () => {
    const given = { latency: 5 } as Partial<SimulationOptions>;
    expect(() => new SimulatedKernel(given)).toThrow('is called latency');
  });

  it('may make the wire as fast as nothing is', () => {
    new SimulatedKernel({ bandwidthBytesPerMs: Infinity, latencyMs: 0 });
  });
});
