import { describe, expect, it } from 'vitest';
import { takeSimulationFlags } from './simulation-flags.ts';

function take(typed: string) {
  return takeSimulationFlags(typed.split(' '));
}

describe('takeSimulationFlags()', () => {
  it('takes its flags from wherever they stand, and leaves the others in their order', async () => {
    expect(await take('--sim client --steps 5 --sim-seed 7 --seed 3 99')).toEqual({
      simulation: { isAsked: true, seed: 7, faults: [] },
      rest: ['client', '--steps', '5', '--seed', '3', '99'],
    });
    const { simulation } = await take('client --sim-fault=reset --sim-fault interrupt');
    expect(simulation).toEqual({
      isAsked: true,
      seed: undefined,
      faults: ['reset', 'interrupt'],
    });
    expect((await take('client')).simulation.isAsked).toBe(false);
  });

  it('takes nothing from behind --, and adds to the flags that stood before', async () => {
    expect((await take('client -- --sim')).simulation.isAsked).toBe(false);
    const given = { simSeed: '-3', simFault: ['reset'] };
    const { simulation } = await takeSimulationFlags(['--sim-fault', 'interrupt'], given);
    expect(simulation).toEqual({
      isAsked: true,
      seed: -3,
      faults: ['reset', 'interrupt'],
    });
  });

  it.each([
    ['--sim-seed', '--sim-seed is a whole number of 32 bits, not "".'],
    ['--sim-seed 1.5', '--sim-seed is a whole number of 32 bits, not "1.5".'],
    [
      '--sim-seed 4294967296',
      '--sim-seed is a whole number of 32 bits, not "4294967296".',
    ],
    ['--sim-fault', 'Name a fault: --sim-fault one-byte-send'],
  ])('tells in a line what is wrong: %s', async (typed, message) => {
    await expect(take(typed)).rejects.toThrow(message);
  });

  it('offers the faults that there are', async () => {
    await expect(take('--sim-fault resets')).rejects.toThrow(
      /^--sim-fault: no fault is called resets; there are short-send, .*full-backlog\.$/,
    );
  });
});
