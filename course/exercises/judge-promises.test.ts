import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFixtures } from './fixtures/copy.ts';
import { judgeAnswer } from './judge-answer.ts';

const course = copyFixtures();
afterAll(() => course.remove());
writeFileSync(
  join(course.exercise, 'checks.ts'),
  `import { check, checks, Wrong } from 'would-block/testing';
   export default checks<any>([
     check('waits', async (answer) => {
       if (await answer.receiveGreeting() !== 'hello') throw new Wrong('not hello');
     }, { only: 'real' }),
     check('is run after it', () => {}),
   ]);`,
);
let answers = 0;

async function judgeFirst(body: string) {
  answers += 1;
  const file = join(course.exercise, `answer-${answers}.ts`);
  writeFileSync(file, `export function receiveGreeting(): any { ${body} }`);
  const report = await judgeAnswer(course.exercise, file, { deadlineMs: 2_000 });
  expect(report.checks.map(({ name }) => name)).toEqual(['waits', 'is run after it']);
  expect(report.checks[1]?.outcome).toBe('passed');
  return report.checks[0];
}

const onLinux = it.skipIf(!existsSync('/proc/self/stat'));

describe.concurrent('an answer that returns a promise', { timeout: 60_000 }, () => {
  it('is awaited', async () => {
    expect(await judgeFirst(`return Promise.resolve('hello');`)).toMatchObject({
      outcome: 'passed',
    });
  });

  it('that nothing can settle is told so at once', async () => {
    expect(await judgeFirst(`return new Promise(() => {});`)).toMatchObject({
      outcome: 'stuck',
      stuck: 'unsettled',
      message: expect.stringContaining(
        'a promise that your code returned never settles, or what',
      ),
    });
  });

  onLinux('that is pending at the deadline is unsettled too', async () => {
    const body = `setTimeout(() => {}, 100_000); return new Promise(() => {});`;
    expect(await judgeFirst(body)).toMatchObject({
      outcome: 'stuck',
      stuck: 'unsettled',
    });
  });

  it('that is rejected has thrown', async () => {
    expect(await judgeFirst(`return Promise.reject(new Error('no'));`)).toMatchObject({
      outcome: 'threw',
      message: 'Error: no',
    });
  });

  it('has thrown if a timer of its own does', async () => {
    const body = `setTimeout(() => { throw new Error('late'); }); return new Promise(() => {});`;
    expect(await judgeFirst(body)).toMatchObject({
      outcome: 'threw',
      message: 'Error: late',
    });
  });

  it('has thrown if a forgotten promise is rejected', async () => {
    const body = `void Promise.reject(new Error('lost')); return new Promise(() => {});`;
    expect(await judgeFirst(body)).toMatchObject({
      outcome: 'threw',
      message: 'Error: lost',
    });
  });
});

describe('an answer that has returned and then throws', { timeout: 60_000 }, () => {
  it.each([
    ['from a timer', `setTimeout(() => { throw new Error('left behind'); }, 0);`],
    ['from a promise', `void Promise.reject(new Error('left behind'));`],
  ])('%s has not passed the check', async (_how, body) => {
    const left = copyFixtures();
    writeFileSync(
      join(left.exercise, 'checks.ts'),
      `import { check, checks } from 'would-block/testing';
       export default checks<any>([
         check('returns', (answer) => answer.receiveGreeting(), { only: 'real' }),
         check('is run after it', () => {}, { only: 'real' }),
       ]);`,
    );
    const file = join(left.exercise, 'answer-1.ts');
    writeFileSync(file, `export function receiveGreeting(): void { ${body} }`);
    const { checks } = await judgeAnswer(left.exercise, file);
    expect(checks).toMatchObject([
      { outcome: 'threw', message: 'Error: left behind' },
      { outcome: 'passed' },
    ]);
    left.remove();
  });
});

describe('an exercise that is itself at fault', () => {
  it('awaits on a simulated kernel, where that is not possible', async () => {
    const broken = copyFixtures();
    writeFileSync(
      join(broken.exercise, 'checks.ts'),
      `import { check, checks } from 'would-block/testing';
       export default checks<any>([check('waits', async () => {})]);`,
    );
    const starter = join(broken.exercise, 'starter.ts');
    await expect(judgeAnswer(broken.exercise, starter)).rejects.toThrow(
      `the check "waits" awaits something. Mark it with { only: 'real' }`,
    );
    broken.remove();
  });

  it('is no fault of the answer', async () => {
    const broken = copyFixtures();
    writeFileSync(join(broken.exercise, 'checks.ts'), 'export const nothing = 1;');
    const starter = join(broken.exercise, 'starter.ts');
    await expect(judgeAnswer(broken.exercise, starter)).rejects.toThrow(
      'The exercise itself is broken: TypeError: checks.ts has no `export default checks',
    );
    broken.remove();
  });
});
