import { describe, expect, it } from 'vitest';
import { readSimulation } from './simulation.ts';

/** The message of the RangeError that reading this gives. */
function complaint(data: unknown): string {
  try {
    readSimulation(data);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return (error as RangeError).message;
  }
  throw new Error('no complaint');
}

describe('readSimulation()', () => {
  it('reads scripts and the options of the machine', () => {
    const { peers, connects, machine } = readSimulation({
      peers: [[{ readSlowly: 10 }], []],
      connects: [['stopReading', { send: { text: 'ab', times: 2 } }, 'end']],
      machine: { latencyMs: 5 },
    });
    expect(peers).toEqual([[{ step: 'readSlowly', bytesPerMs: 10 }], []]);
    expect(connects).toEqual([
      [
        { step: 'stopReading' },
        { step: 'send', bytes: new TextEncoder().encode('abab') },
        { step: 'end' },
      ],
    ]);
    expect(machine).toEqual({ latencyMs: 5 });
    expect(readSimulation({})).toEqual({ peers: [], connects: [], machine: {} });
  });

  it.each<[unknown, RegExp]>([
    [[], /^it: "name: value", not \[\]$/],
    [{ peer: [] }, /^it holds peers, connects and machine, not peer$/],
    [{ peers: 5 }, /^peers: a list, not 5$/],
    [{ peers: ['end'] }, /^peers, script 1: a list, not "end"$/],
    [
      { connects: [[], ['ends']] },
      /^connects, script 2, step 1: no step is called ends; /,
    ],
    [{ peers: [['hold']] }, /no step is called hold;/],
    [{ peers: [['toString']] }, /no step is called toString;/],
    [{ peers: [['pauseMs']] }, /pauseMs takes a value/],
    [{ peers: [[{ end: 1 }]] }, /end takes no value/],
    [{ peers: [[{ pauseMs: '5' }]] }, /pauseMs takes a number, not "5"/],
    [
      { peers: [[{ pauseMs: -1 }]] },
      /^peers, script 1, step 1: pauseMs\(-1\): not a time/,
    ],
    [{ peers: [[{ send: '' }]] }, /send\(\) of no bytes/],
    [{ peers: [[{ send: { text: 'a', times: 0 } }]] }, /send takes a text or/],
    [{ peers: [[{ send: 'a', end: 1 }]] }, /one step, as in/],
    [{ peers: [['end', { send: 'a' }]] }, /step 2: send\(\) comes after end\(\)/],
    [{ machine: { latencyMs: -1 } }, /^latencyMs is 0 or more, not -1$/],
    [{ machine: { latency: 1 } }, /^no option of the simulation is called latency$/],
  ])('%j is told in one line', (data, message) => {
    expect(complaint(data)).toMatch(message);
    expect(complaint(data)).not.toContain('\n');
  });
});
