import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chapters, type Exercise } from '../catalogue.ts';
import { copyFixtures, type FixtureCourse } from './fixtures/copy.ts';
import { gateProblems } from './gates.ts';
import { recordBehaviours } from './record-behaviours.ts';

const everyExercise = chapters().flatMap(({ exercises }) => exercises);

const rounds = 20;

describe.skipIf(everyExercise.length === 0)(
  'every exercise',
  { timeout: 900_000 },
  () => {
    it.concurrent.each(everyExercise)('$id passes its gates', async (exercise) => {
      expect(await gateProblems(exercise, { rounds })).toEqual([]);
    });
  },
);

describe('gateProblems()', { timeout: 120_000 }, () => {
  let course: FixtureCourse;
  let exercise: Exercise;

  beforeEach(() => {
    course = copyFixtures();
    const [found] = chapters(course.root).flatMap(({ exercises }) => exercises);
    if (found === undefined) throw new Error('The fixture course has no exercise');
    exercise = found;
    // Those that are stuck would only make every test slow.
    for (const slow of ['until-the-end', 'ignores-the-end']) removeMistake(slow);
  });
  afterEach(() => course.remove());

  const inExercise = (name: string) => join(course.exercise, name);
  const read = (name: string) => readFileSync(inExercise(name), 'utf8');
  const write = (name: string, text: string) => writeFileSync(inExercise(name), text);
  const problems = () => gateProblems(exercise, { rounds: 2, at: course.root });
  const before = '01-greeting/1-receive-greeting: ';
  const folder = 'exercises/01-greeting/1-receive-greeting';

  function removeMistake(name: string): void {
    rmSync(inExercise(`mistakes/${name}.ts`));
    const { [name]: _, ...others } = JSON.parse(read('mistakes/behaviour.json'));
    write('mistakes/behaviour.json', JSON.stringify(others));
  }

  it('finds none in an exercise as it should be', async () => {
    expect(await problems()).toEqual([]);
  });

  it('finds a starter that is solved', async () => {
    const solution = join(exercise.solution, 'reference.ts');
    write('starter.ts', readFileSync(solution, 'utf8'));
    expect(await problems()).toEqual([
      `${before}${folder}/starter.ts passes all checks. A starter must leave something to do.`,
    ]);
  });

  it('finds a reference that fails', async () => {
    const reference = join(exercise.solution, 'reference.ts');
    const text = readFileSync(reference, 'utf8');
    writeFileSync(reference, text.replace('return greeting', "return 'bye'"));
    const [problem = '', ...more] = await problems();
    expect(more).toEqual([]);
    expect(problem).toContain('reference.ts fails in 2 of 2 rounds: "a greeting in one');
  });

  it('finds a mistake that is none, one not recorded, and one that is gone', async () => {
    const good = readFileSync(join(exercise.solution, 'reference.ts'), 'utf8');
    write('mistakes/none.ts', `// Nothing.\n// @diagnosis None.\n${good}`);
    write(
      'mistakes/goodbye.ts',
      `/* @diagnosis Rude. */\nexport const receiveGreeting = () => 'bye';`,
    );
    rmSync(inExercise('mistakes/one-recv.ts'));
    expect(await problems()).toEqual([
      `${before}${folder}/mistakes/goodbye.ts is not in behaviour.json. Run npm run refresh, and look at what it changes.`,
      `${before}${folder}/mistakes/none.ts passes all checks in 2 of 2 rounds. Add a check that it fails.`,
      `${before}${folder}/mistakes/one-recv.ts is gone, but behaviour.json knows it. Run npm run refresh, and look at what it changes.`,
    ]);
  });

  it('finds two mistakes that nobody could tell apart', async () => {
    write(
      'mistakes/twin.ts',
      read('mistakes/one-recv.ts').replace('You call', 'He calls'),
    );
    await recordBehaviours([exercise]);
    const found = await problems();
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('twin.ts is told another diagnosis than its own.');
    expect(found[1]).toContain('twin.ts behaves exactly like one-recv.ts.');
  });

  it('finds a mistake that behaves otherwise than recorded', async () => {
    write(
      'mistakes/behaviour.json',
      read('mistakes/behaviour.json').replace('"wrong"', '"threw"'),
    );
    const [problem = '', ...more] = await problems();
    expect(more).toEqual([]);
    expect(problem).toContain(
      'one-recv.ts does not behave as recorded in behaviour.json: recorded is "a greeting',
    );
  });

  it('finds a check that is a race', async () => {
    write(
      'mistakes/one-recv.ts',
      `/* @diagnosis Random. */
       import { randomUUID } from 'node:crypto';
       export function receiveGreeting() {
         throw new Error(randomUUID());
       }`,
    );
    const [problem = '', ...more] = await problems();
    expect(more).toEqual([]);
    expect(problem).toContain(
      'one-recv.ts does not fail in the same way in every round: once "a greeting',
    );
  });

  it('finds a file that is missing, and hints that are too few', async () => {
    write('hints.md', '# Hints\n\n## A question\nWhy?\n');
    expect((await problems())[0]).toContain('hints.md has 1 sections');
    rmSync(inExercise('hints.md'));
    expect(await problems()).toEqual([
      `${before}${folder}/hints.md is missing. Write it.`,
    ]);
  });

  it('refuses a mistake without a diagnosis', async () => {
    write('mistakes/silent.ts', '// Says nothing.\n');
    await expect(problems()).rejects.toThrow(
      'after @diagnosis, what to tell the learner',
    );
  });
});
