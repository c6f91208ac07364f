import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Exercise } from '../catalogue.ts';
import { temporaryFolder } from '../course-process.ts';
import { strandedAnswer } from './stranded-answer.ts';

let root: string;

beforeEach(() => {
  root = temporaryFolder();
  write('exercises/07-loop/4-echo-server/exercise.yaml');
});

/** Writes an empty file and answers its path; `age` in seconds is when it was last changed. */
function write(file: string, age = 0): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  const changed = Date.now() / 1000 - age;
  utimesSync(path, changed, changed);
  return path;
}

/** An exercise that began as `echo`, is called `echo-server` now, and is the fourth. */
const exercise = (): Exercise => ({
  id: '07-loop/4-echo-server',
  key: 'echo',
  chapter: '07-loop',
  number: '4',
  slug: 'echo-server',
  title: 'Echo',
  folder: join(root, 'exercises/07-loop/4-echo-server'),
  solution: '',
  minutes: 5,
  difficulty: 1,
  tags: ['core'],
  needs: ['07'],
  teaches: [],
  stuck: '',
});

describe('strandedAnswer()', () => {
  it('finds nothing where nothing was left behind', () => {
    write('exercises/07-loop/4-echo-server/answer.ts');
    write('exercises/07-loop/2-other/answer.ts');
    write('exercises/07-loop/3-echo/notes.txt');
    expect(strandedAnswer(exercise(), undefined)).toBeUndefined();
    expect(strandedAnswer(exercise(), '05-gone/1-away')).toBeUndefined();
  });

  it.each(['07-loop/1-echo-server', '07-loop/1-echo', '05-select/2-echo'])(
    'finds one under the number and the chapter that it had: %s',
    (place) => {
      const file = write(`exercises/${place}/answer.ts`);
      expect(strandedAnswer(exercise(), undefined)).toBe(file);
    },
  );

  it('takes none from another exercise of that name', () => {
    write('exercises/05-select/2-echo/answer.ts');
    write('exercises/05-select/2-echo/exercise.yaml');
    expect(strandedAnswer(exercise(), undefined)).toBeUndefined();
  });

  it('finds one where it was made, whatever that is called', () => {
    const file = write('exercises/07-loop/9-first-try/answer.ts', 1000);
    write('exercises/07-loop/1-echo/answer.ts');
    expect(strandedAnswer(exercise(), '07-loop/9-first-try')).toBe(file);
  });

  it('takes the one last worked on where nobody remembers', () => {
    write('exercises/07-loop/1-echo/answer.ts', 1000);
    const file = write('exercises/07-loop/2-echo/answer.ts', 10);
    write('exercises/07-loop/3-echo/answer.ts', 100);
    expect(strandedAnswer(exercise(), undefined)).toBe(file);
  });
});
