import { describe, expect, it } from 'vitest';
import { readSimulation } from '../../../lib/program/simulation.ts';
import { appetiteOf, hasPeers, withChoice } from './machine-data.ts';
import { bytesText, scale } from './scale.ts';

const slow = { peers: [[{ readSlowly: 1000 }, 'end', 'readAll']] };

describe('the machine that the reader sets up', () => {
  it('is as in the chapter where nothing was touched', () => {
    const made = withChoice(
      { ...slow, machine: { latencyMs: 0 } },
      { faults: [], seed: 1 },
    );
    expect(made).toEqual({
      peers: slow.peers,
      connects: [],
      machine: { latencyMs: 0, faults: [], seed: 1 },
    });
  });

  it('has the bandwidth, the buffer, the faults and the seed of the sliders', () => {
    const { machine } = withChoice(
      {},
      { bandwidthBytesPerMs: 10, sendBufferBytes: 20, faults: ['reset'], seed: 7 },
    );
    expect(machine).toEqual({
      bandwidthBytesPerMs: 10,
      sendBufferBytes: 20,
      faults: ['reset'],
      seed: 7,
    });
  });

  it('has peers that read as fast as they are told, and else do what they did', () => {
    const choice = { faults: [], seed: 1 };
    const { peers } = withChoice(slow, { ...choice, appetiteBytesPerMs: 5 });
    expect(peers).toEqual([[{ readSlowly: 5 }, 'end']]);
    const fast = withChoice(slow, { ...choice, appetiteBytesPerMs: Infinity });
    expect(fast.peers).toEqual([['end']]);
    expect(() => readSimulation(fast)).not.toThrow();
  });

  it('knows the appetite of the chapter, and whether there is anybody', () => {
    expect([appetiteOf(slow), appetiteOf({})]).toEqual([1000, Infinity]);
    expect([hasPeers(slow), hasPeers({})]).toEqual([true, false]);
  });

  it('is set in steps of 1, 2 and 5', () => {
    expect(scale(100, 2000, Infinity)).toEqual([100, 200, 500, 1000, 2000, Infinity]);
    expect([900, 2_500_000, 1e9].map(bytesText)).toEqual(['900 bytes', '2.5 MB', '1 GB']);
  });
});
