import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Chapter, chapters, type Exercise } from '../catalogue.ts';
import { course } from '../course-process.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';
import { noProgress, type Progress } from '../progress-file.ts';
import { nextSteps } from './start.ts';

function chapter(number: string, title: string, ...programs: string[]): Chapter {
  const id = `${number}-${title.toLowerCase()}`;
  return {
    id,
    number,
    slug: title.toLowerCase(),
    title,
    question: 'Why?',
    folder: `${process.cwd()}/chapters/${id}`,
    programs: programs.map((name) => ({
      name,
      file: `${name}.ts`,
      summary: '',
      needs: [],
      with: [],
      visitors: [],
    })),
    exercises: [exercise(id)],
    teaches: [],
    workshop: undefined,
  };
}

function exercise(chapterId: string): Exercise {
  return {
    id: `${chapterId}/1-try`,
    key: `try-${chapterId}`,
    chapter: chapterId,
    number: '1',
    slug: 'try',
    title: 'Try',
    folder: `${process.cwd()}/exercises/${chapterId}/1-try`,
    solution: '',
    minutes: 5,
    difficulty: 1,
    tags: [],
    needs: [],
    teaches: [],
    stuck: '',
  };
}

const all = [chapter('01', 'One', 'a', 'b'), chapter('02', 'Two', 'c')];

/** The commands that are offered to a reader who has done this. */
function commands(runs: string[], passed: string[] = []): string[] {
  const progress: Progress = { ...noProgress(), runs, passed };
  const text = nextSteps(all, progress).join('\n');
  return [...text.matchAll(/npx course (.+?)(?: {2}|$)/gm)].map(
    ([, typed]) => typed ?? '',
  );
}

describe('nextSteps()', () => {
  it('begins with a prediction and the run that answers it', () => {
    const lines = nextSteps(all, noProgress());
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines.join('\n')).toContain('Predict');
    expect(commands([])).toEqual(['run 01 client']);
  });

  it('offers the rest of the chapter, its exercise, and the next chapter', () => {
    expect(commands(['01-one/a'])).toEqual(['run 01 b', 'check 01/1', 'run 02 c']);
  });

  it('offers nothing that is done', () => {
    expect(commands(['01-one/a', '01-one/b'], ['try-01-one'])).toEqual(['run 02 c']);
  });

  it('counts a chapter as begun when its exercise is passed', () => {
    expect(commands([], ['try-01-one'])).toEqual(['run 01 a', 'run 02 c']);
  });

  it('comes back to an exercise of an earlier chapter', () => {
    const runs = ['01-one/a', '01-one/b', '02-two/c'];
    expect(commands(runs, ['try-02-two'])).toEqual(['check 01/1']);
  });

  it('says where the reader stands, and that all is done', () => {
    const runs = ['01-one/a', '01-one/b', '02-two/c'];
    const passed = ['try-01-one', 'try-02-two'];
    expect(nextSteps(all, { ...noProgress(), runs, passed })).toEqual([
      'You have run 3 of 3 programs and passed 2 of 2 exercises. Next:',
      '  npx course list  that is all there is',
    ]);
  });
});

describe('course start', () => {
  describe('beside a site', () => {
    let fixture: FixtureCourse;
    beforeEach(() => {
      fixture = copyFixtures();
      mkdirSync(join(fixture.root, 'site'));
      writeFileSync(
        join(fixture.root, 'site', 'command.ts'),
        `process.stdout.write(\`site \${process.argv.slice(2).join(' ')}\\n\`);
        process.exit(3);`,
      );
    });
    afterEach(() => fixture.remove());

    it('serves it, and ends as it ends', async () => {
      const { code, output } = await course('start --port 0', { root: fixture.root });
      expect(output).toMatch(/npx course run[\s\S]*\nsite --serve --port 0\n$/);
      expect(code).toBe(3);
    });

    it('leaves it alone if told to', async () => {
      const { code, output } = await course('start --no-site', { root: fixture.root });
      expect(output).not.toContain('site');
      expect(code).toBe(0);
    });

    it('refuses what is no port, in one line', async () => {
      expect(await course('start --port 99999', { root: fixture.root })).toEqual({
        code: 2,
        output: '',
        errors: '--port takes a whole number from 0 to 65535, not 99999.\n',
      });
    });
  });

  it('offers a first run that exists', () => {
    const programs = chapters().find(({ number }) => number === '01')?.programs ?? [];
    expect(programs.map(({ name }) => name)).toContain('client');
  });

  it('prints it', async () => {
    const { code, output } = await course('start');
    expect(code).toBe(0);
    expect(output).toContain('npx course run 01 client\n');
  });
});
