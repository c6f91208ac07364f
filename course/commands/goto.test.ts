import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CourseProcess, type Ended, temporaryFolder } from '../course-process.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';
import { readProgress, updateProgress } from '../progress.ts';

const id = '01-greeting/1-receive-greeting';

let fixture: FixtureCourse;
let state: string;

beforeEach(() => {
  fixture = copyFixtures();
  state = temporaryFolder();
  const second = join(fixture.root, 'chapters/02-parting');
  mkdirSync(second);
  writeFileSync(join(second, 'chapter.yaml'), 'title: Parting\nquestion: Who ends?\n');
});
afterEach(() => fixture.remove());

function course(typed: string): Promise<Ended> {
  const surroundings = { cwd: fixture.root, root: fixture.root, state };
  return new CourseProcess(typed.split(' '), surroundings).ended;
}

const inExercise = (name: string) => join(fixture.exercise, name);
const read = (file: string) => readFileSync(file, 'utf8');
const reference = () => read(join(fixture.root, 'solutions', id, 'reference.ts'));

describe('course goto', { timeout: 60_000 }, () => {
  it('gives the references of what comes before, which is no pass', async () => {
    const { code, output, errors } = await course('goto 02');
    expect([code, errors]).toEqual([0, '']);
    expect(output).toBe(
      `01/1  Receive a greeting  the reference is now in exercises/${id}/answer.ts

You are at 02 · Parting: chapters/02-parting/README.md
It begins with: npx course run 02
`,
    );
    expect(read(inExercise('answer.ts'))).toBe(reference());
    expect((await course('check 01/1')).output).toContain(
      'This is the reference that goto has brought. To write your own: npx course reset 01/1',
    );
    const { output: list } = await course('list');
    expect(list).toContain('  + 01/1  Receive a greeting');
    // It is what comes next where nothing else does, and no exercise of chapter 01 is offered.
    expect((await course('start')).output).not.toContain('01/1');
    await course('reset 01/1');
    expect((await course('list')).output).toContain('  · 01/1  Receive a greeting');
  });

  it('leaves the exercise that the watch had open', async () => {
    const file = join(state, 'progress.json');
    updateProgress((progress) => {
      progress.open = 'receive-greeting';
    }, file);
    await course('goto 02');
    expect(readProgress(file)).toMatchObject({ at: 'parting' });
    expect(readProgress(file).open).toBeUndefined();
  });

  it('leaves what somebody has written, and counts a pass as theirs', async () => {
    writeFileSync(inExercise('answer.ts'), '// mine');
    expect((await course('goto 02')).output).toContain(
      `keeps what you have written in exercises/${id}/answer.ts\n`,
    );
    expect(read(inExercise('answer.ts'))).toBe('// mine');
    writeFileSync(inExercise('answer.ts'), reference());
    await course('check 01/1');
    expect(JSON.parse((await course('goto 02 --json')).output)).toEqual({
      chapter: {
        id: '02-parting',
        number: '02',
        title: 'Parting',
        folder: 'chapters/02-parting',
      },
      exercises: [
        {
          exercise: id,
          key: 'receive-greeting',
          name: '01/1',
          title: 'Receive a greeting',
          answer: `exercises/${id}/answer.ts`,
          became: 'passed',
        },
      ],
    });
  });

  it('of a chapter that does not exist is a usage error', async () => {
    expect(await course('goto 17')).toEqual({
      code: 2,
      output: '',
      errors: 'There is no chapter "17". Choose from 01-greeting, 02-parting.\n',
    });
  });
});

describe('an exercise that moves', { timeout: 60_000 }, () => {
  const moved = '02-parting/3-greet';

  /** Renames the folder as git does, which leaves alone what it does not know. */
  function move(): void {
    for (const part of ['exercises', 'solutions']) {
      const from = join(fixture.root, part, id);
      cpSync(from, join(fixture.root, part, moved), {
        recursive: true,
        filter: (file) => !file.endsWith('answer.ts'),
      });
    }
    renameSync(inExercise('exercise.yaml'), join(fixture.root, 'exercise.yaml'));
  }

  it('stays passed, and its answer comes along once', async () => {
    writeFileSync(inExercise('answer.ts'), `// mine\n${reference()}`);
    expect((await course('check')).code).toBe(0);
    move();
    expect((await course('list')).output).toContain('  ✓ 02/3  Receive a greeting');
    const answer = join('exercises', moved, 'answer.ts');
    expect(await course('check 02/3')).toMatchObject({
      code: 0,
      errors: `02/3 has moved: your answer is now ${answer}, a copy of exercises/${id}/answer.ts\n`,
    });
    expect(read(inExercise('answer.ts'))).toContain('// mine');
    await course('reset 02/3');
    expect(await course('check 02/3')).toMatchObject({ code: 1, errors: '' });
    expect(read(inExercise('answer.ts'))).toContain('// mine');
  });

  it('does not take the place of another answer', async () => {
    writeFileSync(inExercise('answer.ts'), '// old');
    move();
    const answer = join(fixture.root, 'exercises', moved, 'answer.ts');
    writeFileSync(answer, reference());
    expect((await course('check 02/3')).errors).toBe(
      `02/3 has moved, and you have two answers: exercises/${moved}/answer.ts is used, exercises/${id}/answer.ts is left alone\n`,
    );
    expect(read(answer)).toBe(reference());
  });
});
