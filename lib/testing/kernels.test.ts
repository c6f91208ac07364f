/** Both kernels, held to the same suite. It says what Linux does. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel, platform } from '../sys/index.ts';
import { exhaustDescriptors, exhausted } from './kernel-suite/descriptor-limit.ts';
import { describeKernel } from './kernel-suite.ts';

describe.runIf(platform.system === 'linux')('on Linux', () => {
  describeKernel('the real kernel', currentKernel);
  describeKernel('the simulated kernel', () => new SimulatedKernel());
});

describe('no more descriptors than the process may have', () => {
  it('is so on the simulated kernel', () => {
    const kernel = new SimulatedKernel({ maxOpenFiles: 20 });
    expect(exhaustDescriptors(kernel)).toEqual(exhausted);
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });

  it.runIf(platform.system === 'linux')('is so on the real kernel', () => {
    const program = fileURLToPath(
      new URL('kernel-suite/descriptor-limit.fixture.ts', import.meta.url),
    );
    const command = 'ulimit -n 200 && exec "$0" --import tsx "$1"';
    const shell = spawnSync('sh', ['-c', command, process.execPath, program]);
    expect(shell.stderr.toString()).toBe('');
    expect(JSON.parse(shell.stdout.toString())).toEqual(exhausted);
  });
});
