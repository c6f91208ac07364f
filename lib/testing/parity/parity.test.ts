/** Random programs find no difference between the kernels, and every fault that is made. */
import { describe, expect, it } from 'vitest';
import { SimulatedKernel } from '../../sim/index.ts';
import { currentKernel, platform } from '../../sys/index.ts';
import { breaks } from './breaks.ts';
import { checkParity } from './check.ts';

/** Enough for every fault. Where there is none these find nothing: else finding proves nothing. */
const many = { programs: 2000, seed: 1 };

describe.runIf(platform.system === 'linux')('random programs', () => {
  it.each([many, { programs: 500, seed: 2 }, { programs: 500, seed: 3 }])(
    'answer the same on both kernels: $programs of seed $seed',
    (search) => {
      const create = () => new SimulatedKernel();
      const verdict = checkParity(currentKernel(), create, search);
      expect(verdict.difference).toBeUndefined();
    },
  );

  it.each(Object.entries(breaks))('find the fault %s', (_, { wrap }) => {
    const create = () => wrap(new SimulatedKernel());
    const verdict = checkParity(currentKernel(), create, { ...many, shrink: false });
    expect(verdict.difference).toBeDefined();
  });
});
