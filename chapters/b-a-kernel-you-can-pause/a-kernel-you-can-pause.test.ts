/** Holds the programs of appendix b to what it says of them. */
import { afterEach, describe, expect, it } from 'vitest';
import { runOn } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { endPrograms, startProgram } from 'would-block/testing';
import { arrived } from './one-byte.ts';

afterEach(endPrograms);

/** Runs a program to its end, and answers the lines that it printed. */
async function linesOf(name: string, ...settings: string[]): Promise<string[]> {
  const file = new URL(`${name}.ts`, import.meta.url);
  const { code, output } = await startProgram(file, ...settings).ended();
  expect(code).toBe(0);
  return output.trimEnd().split('\n');
}

describe('slow-link', () => {
  it('takes the link’s time on its own clock, and nearly none on yours', async () => {
    const lines = await linesOf('slow-link');
    expect(lines.slice(0, -1)).toEqual([
      "the client's output: send() returned 73400320 after 70.97 s",
      'after 73.46 s the server had all 73400320 bytes',
      'calls: {"socket":1,"connect":1,"monotonicMs":2,"send":1,"write":1,"close":1}',
      'asleep for 70.97 s, on the processor for 0.007 ms',
    ]);
    const [, yourSeconds] = /took ([\d.]+) s$/.exec(lines.at(-1) ?? '') ?? [];
    expect(Number(yourSeconds)).toBeLessThan(30);
  });

  it('takes three hours over a modem', async () => {
    const [first] = await linesOf('slow-link', '--bytes-per-ms', '7');
    expect(first).toMatch(/after 10131\.21 s$/);
  });
});

describe('deadlock', () => {
  it('says which call waits, on what socket, and what the peer does', async () => {
    const lines = await linesOf('deadlock');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^DeadlockError: recv on descriptor 3 waits/);
    expect(lines[1]).toMatch(/descriptor 3: TCP .* connected: 0 of \d+ bytes to read/);
    expect(lines[2]).toMatch(/is at readAll\(\); it has read 15 bytes$/);
  });

  it('gets its answer when the client ends its stream', async () => {
    expect(await linesOf('deadlock', '--mended')).toEqual(['the answer is 42']);
  });
});

describe('one-byte', () => {
  const lines = ['one', 'two', 'three', 'four'];

  it('delivers all on the real kernel, and first bytes only where send() takes one', async () => {
    const [real, oneByte, short] = await linesOf('one-byte');
    expect(real).toBe(String.raw`the real kernel: "one\ntwo\nthree\nfour\n"`);
    expect(oneByte).toBe('one-byte-send, seed 1: "ottf"');
    expect(short).toMatch(/^short-send, seed 1: /);
    expect(await linesOf('one-byte')).toEqual([real, oneByte, short]);
  });

  it.each([10, 25])('does no harm with seed %i, and some with most others', (seed) => {
    const delivered = (chance: number) => {
      const kernel = new SimulatedKernel({ seed: chance, faults: ['short-send'] });
      return runOn(kernel, () => arrived(lines)) === `${lines.join('\n')}\n`;
    };
    expect(delivered(seed)).toBe(true);
    const harmless = Array.from({ length: 100 }, (_, index) => index).filter(delivered);
    expect(harmless.length).toBeLessThan(20);
  });
});
