/** Holds the programs of appendix e to what it says of them. */
import { afterEach, describe, expect, it } from 'vitest';
import { platform, runOn } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { endPrograms, startProgram } from 'would-block/testing';
import { closedWhileWatched } from './closed.ts';

afterEach(endPrograms);

/** Runs a program to its end, and answers what it printed. */
async function outputOf(name: string, ...settings: string[]): Promise<string> {
  const file = new URL(`${name}.ts`, import.meta.url);
  const { code, output } = await startProgram(file, ...settings).ended();
  expect(code).toBe(0);
  return output;
}

describe.runIf(platform.system === 'linux')('closed', () => {
  it('is told of a closed descriptor by both kernels, until its copy is closed', async () => {
    const output = await outputOf('closed');
    const told = output.match(
      /closed descriptor (\d+); the epoll tells of descriptor \1$/gm,
    );
    expect(told).toHaveLength(2);
    expect(output.match(/EBADF$/gm)).toHaveLength(2);
    expect(output.match(/copy too; the epoll tells of nothing$/gm)).toHaveLength(2);
  });

  it('leaves no descriptor open', () => {
    const kernel = new SimulatedKernel();
    const before = kernel.openDescriptors();
    runOn(kernel, closedWhileWatched);
    expect(kernel.openDescriptors()).toEqual(before);
  });
});

describe.runIf(platform.system === 'linux')('room', () => {
  it('finds the same room in pipes, and another one in Unix sockets', async () => {
    const output = await outputOf('room');
    const [real = [], simulated = []] = ['real', 'simulated'].map((kernel) => [
      ...output.matchAll(new RegExp(`${kernel} kernel +a pipe (\\d+), .* (\\d+)$`, 'gm')),
    ]);
    const pipes = ['65536', '64000', '54096', '65536'];
    expect(real.map(([, pipe]) => pipe)).toEqual(pipes);
    expect(simulated.map(([, pipe]) => pipe)).toEqual(pipes);
    const [few = 0, ...more] = real.map(([, , unix]) => Number(unix));
    expect(few).toBeLessThan(1000);
    for (const room of more) expect(room).toBeGreaterThan(few);
  });
});
