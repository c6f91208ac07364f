/** Holds the programs of chapter 06 to what the chapter says of them. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runOn } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { bothWays } from './both-ways.ts';
import { conversations } from './conversations.ts';
import { crowd } from './crowd.ts';
import { delegation } from './delegation.ts';
import { life } from './life.ts';
import { pipeline } from './pipeline.ts';
import { search } from './search.ts';

/** The lines that a program prints. */
function printed(program: () => void): string[] {
  const kernel = new SimulatedKernel();
  runOn(kernel, program);
  return kernel.output.trimEnd().split('\n');
}

describe('search', () => {
  let temporary: string;
  const before = process.env.TMPDIR;
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'generators-'));
    process.env.TMPDIR = temporary;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(temporary, { recursive: true });
  });

  it('reads all files eagerly, and lazily those up to the word', () => {
    expect(printed(() => search({ files: 20, at: 7 }))).toEqual([
      'eager: in file 7; 20 files were read',
      'lazy: in file 7; 7 files were read',
    ]);
  });

  it('reads all of them where there is no such word, and leaves no folder behind', () => {
    expect(printed(() => search({ files: 5, at: 6 }))).toEqual([
      'eager: in file 0; 5 files were read',
      'lazy: in file 0; 5 files were read',
    ]);
    expect(existsSync(temporary) && readdirSync(temporary)).toEqual([]);
  });
});

it('life: nothing of the generator runs before the first next()', () => {
  const lines = printed(life);
  const ofGenerator = (line: string) => line.startsWith(' ');
  expect(lines.findIndex(ofGenerator)).toBeGreaterThan(
    lines.findIndex((line) => line.startsWith('calls next()')),
  );
  expect(lines.filter(ofGenerator)).toHaveLength(6);
});

it('both-ways: the first number is lost, and the others have their average', () => {
  expect(printed(bothWays)).toEqual([
    'next(10): undefined',
    'next(10): 10',
    'next(20): 15',
    '  inside: that was no number',
    'throw(): 15',
    'next(30): 20',
    '  inside: finally, after 3 numbers',
    'return(): undefined, done',
    'next(40): undefined, done',
  ]);
});

it('delegation: only yield* hands the answer on', () => {
  expect(printed(delegation)).toEqual([
    'called: Hello, [object Generator].',
    'looped: Your name? | Your name? | Your name? | Your name?',
    'delegated: Your name? | Your name? | Hello, Ada.',
  ]);
});

describe('pipeline', () => {
  const pieces = (lines: string[]) =>
    lines.filter((line) => line.startsWith('pieces: here')).length;

  it('reads no further than the error that is wanted, and ends every stage', () => {
    const lines = printed(() => pipeline({ wanted: 1 }));
    expect(pieces(lines)).toBe(3);
    expect(lines.slice(-3)).toEqual([
      'found: ERROR no disk',
      'pieces: finally',
      'lines: finally',
    ]);
  });

  it('reads all if more is wanted than there is', () => {
    const lines = printed(() => pipeline({ wanted: 9 }));
    expect(pieces(lines)).toBe(6);
    expect(lines.filter((line) => line.startsWith('found'))).toHaveLength(2);
  });
});

it('conversations: each guest is asked what follows from their own answers', () => {
  expect(printed(conversations).slice(-3)).toEqual([
    'to b: One tea for Bob.',
    'from a: Ada',
    'to a: One coffee with milk for Ada.',
  ]);
});

it('crowd: a stopped generator takes some hundred bytes', () => {
  const lines = printed(() => crowd({ generators: 20_000 })).join('\n');
  const [, bytes] = /each takes (\d+) bytes/.exec(lines) ?? [];
  expect(Number(bytes)).toBeGreaterThan(40);
  expect(Number(bytes)).toBeLessThan(1000);
});
