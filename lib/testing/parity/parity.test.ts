/** Random programs find no difference between the kernels, and every fault that is made. */
import { describe, expect, it } from 'vitest';
import { SimulatedKernel } from '../../sim/index.ts';
import { currentKernel, platform } from '../../sys/index.ts';
import { breaks } from './breaks.ts';
import { checkParity } from './check.ts';

describe.runIf(platform.system === 'linux')('random programs', () => {
  it.each([1, 2, 3])('of seed %i answer the same on both kernels', (seed) => {
    const create = () => new SimulatedKernel();
    const verdict = checkParity(currentKernel(), create, { programs: 500, seed });
    expect(verdict.difference).toBeUndefined();
  });

  it.each(Object.entries(breaks))('find the fault %s', (_, { wrap }) => {
    const create = () => wrap(new SimulatedKernel());
    const search = { programs: 2000, seed: 1, shrink: false };
    const verdict = checkParity(currentKernel(), create, search);
    expect(verdict.difference).toBeDefined();
  });
});
