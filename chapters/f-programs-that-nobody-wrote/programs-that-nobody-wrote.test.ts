/** Holds the program of appendix f to what it says of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { platform } from 'would-block';
import { endPrograms, startProgram } from 'would-block/testing';

afterEach(endPrograms);

/** Runs a program to its end, and answers what it printed. */
async function outputOf(name: string, ...settings: string[]): Promise<string> {
  const file = new URL(`${name}.ts`, import.meta.url);
  const { code, output } = await startProgram(file, ...settings).ended();
  expect(code).toBe(0);
  return output;
}

// Some hundred programs on the real kernel, each a few dozen calls, on a machine that may be busy.
describe.runIf(platform.system === 'linux')('broken', { timeout: 120_000 }, () => {
  it('has each fault found, by a short program, and nothing where there is none', async () => {
    const output = await outputOf('broken', '--seed', '3');
    expect(output.match(/^A fault: /gm)).toHaveLength(3);
    expect(output.match(/^Seen by program \d+\./gm)).toHaveLength(3);
    for (const shortest of output.split('A fault: ').slice(1)) {
      expect(shortest.split('\n').length).toBeLessThan(30);
      expect(shortest).toMatch(/^ {4}real .*\n {4}simulated /m);
    }
    expect(output).toMatch(/^No fault: \d+ programs see nothing\.\n$/m);
  });

  it('says so where there are too few programs to see anything', async () => {
    const output = await outputOf('broken', '--programs', '1');
    expect(output.match(/^Not seen by 1 programs\.$/gm)).toHaveLength(3);
  });
});
