import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { course, fixtures, temporaryFolder } from '../course-process.ts';
import { updateProgress } from '../progress.ts';

describe('course list', () => {
  it('shows chapters, programs and exercises, and marks what is done', async () => {
    const root = temporaryFolder();
    const state = temporaryFolder();
    cpSync(join(fixtures, 'chapters'), join(root, 'chapters'), { recursive: true });
    const exercise = join(root, 'exercises', '02-whole', '1-all');
    mkdirSync(exercise, { recursive: true });
    writeFileSync(
      join(exercise, 'exercise.yaml'),
      'title: All of it\nminutes: 5\ndifficulty: 2\ntags: [core]\nneeds: ["02"]',
    );
    updateProgress(
      (progress) => {
        progress.runs.push('01-parts/host');
        progress.passed.push('all');
      },
      join(state, 'progress.json'),
    );
    const { code, output, errors } = await course('list', { root, state });
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(output).toBe(
      [
        '01 · Parts  Who starts whom?',
        '  · client  Goes to one server.',
        '  · pair    Goes to two servers.',
        '  ✓ host    Is visited twice.',
        '  · lost    Needs a server that dies before it listens.',
        '  · stuck   Needs a server that goes on for ever.',
        '  · solo    Needs nobody.',
        '  · server  Listens.',
        '',
        '02 · Whole  Who else is there?',
        '  · guest  Goes to a server of another chapter.',
        '  Exercises',
        '  ✓ 02/1  All of it  5 min, **',
        '',
        '✓ run or passed   + given by goto   · not yet',
        '* easy   ** medium   *** hard',
        '',
      ].join('\n'),
    );
  });
});
