/** Holds the programs of appendix d to what it says of them. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, startProgram } from 'would-block/testing';

afterEach(endPrograms);

/** Runs a program to its end, and answers what it printed. */
async function outputOf(name: string): Promise<string> {
  const file = new URL(`${name}.ts`, import.meta.url);
  const { code, output } = await startProgram(file).ended();
  expect(code).toBe(0);
  return output;
}

describe('pieces', () => {
  it('finds six bytes at once where they were sent one by one, and one by one where they were read so', async () => {
    expect(await outputOf('pieces')).toBe(
      'six calls of send(): "foobar"\nsendByteByByte():    "f" "o" "o" "b" "a" "r"\n',
    );
  });
});

describe('between', () => {
  it('loses an addition between reading and writing, and none where there is no between', async () => {
    const lines = (await outputOf('between')).trimEnd().split('\n');
    expect(
      lines.map((line) => line.replace(/^(\w+).*(\d of \d): (\d)$/, '$1 $2 $3')),
    ).toEqual(['addPlainly 1 of 2 2', 'addPlainly 2 of 2 1', 'addAtOnce 1 of 1 2']);
  });
});

describe('watched', () => {
  it('accepts the bytes of all three, and the calls of none', async () => {
    const output = await outputOf('watched');
    expect(output.match(/^the \w+ of .*$/gm)).toEqual(
      ['sleepy', 'restless', 'forgetful'].flatMap((name) => [
        `the bytes of ${name}: nothing is wrong`,
        `the calls of ${name}:`,
      ]),
    );
    const [, sleepy, restless, forgetful] = output.split(/^the calls of .*$/m);
    expect(sleepy).toMatch(
      /slept in recv\(\) on descriptor \d+,\n {2}outside select\(\)\.\n/,
    );
    expect(restless).toMatch(
      /called recv\(\) on descriptor \d+ 20 times with no wait between,\n/,
    );
    expect(forgetful).toMatch(/left descriptor \d+ open,\n {2}which it was given\.\n/);
  });
});

describe('accidents', () => {
  it('names each accident, and where it happened', async () => {
    const output = await outputOf('accidents');
    expect(output).toMatch(/^lost: 49,\d{3} places differ$/m);
    expect(output).toContain('20 bytes lost after the first 50,000,');
    expect(output).toContain('20 bytes doubled after the first 50,020,');
    expect(output).toContain('in another order from byte 0 on');
  });
});

describe('erased', () => {
  it('has no types any more, and throws in the line that was written', async () => {
    const output = await outputOf('erased');
    expect(output).toContain('function bytesPerSecond({ bytes, tookMs }) {');
    const text = readFileSync(new URL('erased.ts', import.meta.url), 'utf8');
    const line = text.slice(0, text.indexOf('throw new')).split('\n').length;
    expect(output).toContain(`thrown at erased.ts:${line}\n`);
  });
});
