import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Replay } from '../../lib/trace/index.ts';
import { coverHtml } from './cover.ts';
import { readCoverRun } from './recorded-run.ts';

/** Ten pieces of a second each: it runs, sleeps in two calls, is refused three times, and ends. */
function run(name: string): Replay {
  const send = { name: 'send', program: 0, asked: 'send(3', answered: ') = 1' } as const;
  return {
    durationMs: 10_000,
    lanes: [{ name, program: 0, states: '##....+## ' }],
    connections: [],
    calls: [
      { ...send, startMs: 2000, endMs: 4500, slept: true },
      { ...send, startMs: 4600, endMs: 6000, slept: true },
      { ...send, startMs: 6100, endMs: 6200, refused: true },
      { ...send, startMs: 7000, endMs: 9000, refused: true, repeats: 2 },
    ],
  };
}

function repository(replay: Replay | undefined): string {
  const root = mkdtempSync(join(tmpdir(), 'would-block-cover-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'pictures'));
  const picture = join(root, 'pictures/three-clients.svg');
  writeFileSync(picture, '<svg><title>Send &amp; wait</title></svg>');
  if (replay !== undefined)
    writeFileSync(picture.replace('.svg', '.json'), JSON.stringify(replay));
  return root;
}

describe('readCoverRun()', () => {
  it('tells what a program did in thousandths of the run, however long its name is', () => {
    for (const name of ['05 client', '05 a-client-with-a-longer-name']) {
      const { title, programs } = readCoverRun(repository(run(name)));
      expect(title).toBe('Send & wait');
      expect(programs).toEqual([
        {
          name,
          says: 'awake for 5.1 s, asleep twice for 3.9 s; refused 3 times',
          spans: [
            { doing: 'running', from: 0, to: 200 },
            { doing: 'asleep', from: 200, to: 400 },
            { doing: 'running', from: 400, to: 500 },
            { doing: 'asleep', from: 500, to: 600 },
            { doing: 'calling', from: 600, to: 700 },
            { doing: 'running', from: 700, to: 900 },
            { doing: 'refused', from: 600, to: 1000 },
          ],
        },
      ]);
    }
  });

  it('throws a Fault for a run that is not beside its picture', () => {
    const root = repository(undefined);
    expect(() => readCoverRun(root)).toThrow('no recorded run can be read from');
  });
});

describe('coverHtml()', () => {
  it('draws each program, with what it means, and refuses one that it does not know', () => {
    const known = coverHtml(readCoverRun(repository(run('05 client')))).text;
    expect(known).toContain('<path class="asleep" d="M200 40h200v4h-200z');
    expect(known).toContain('works when it is refused');
    const unknown = readCoverRun(repository(run('06 client')));
    expect(() => coverHtml(unknown)).toThrow('the cover has no word for 06 client');
  });
});
