import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFixtures } from './fixtures/copy.ts';
import { judgeAnswer } from './judge-answer.ts';
import { JudgeProcess } from './judge-process.ts';
import { SpareJudge } from './spare-judge.ts';

const course = copyFixtures();
afterAll(() => course.remove());

const solution = join(course.root, 'solutions/01-greeting/1-receive-greeting');

describe('SpareJudge', { timeout: 60_000 }, () => {
  it('has one judge in reserve, which is given away once and ended by close()', async () => {
    const started: JudgeProcess[] = [];
    const spare = new SpareJudge(() => {
      const judge = new JudgeProcess(true);
      started.push(judge);
      return judge;
    });
    spare.prepare();
    spare.prepare();
    expect(started).toHaveLength(1);
    expect(spare.take()).toBe(started[0]);

    const report = await judgeAnswer(course.exercise, join(solution, 'reference.ts'), {
      startJudge: () => started[0] ?? expect.fail('none was started'),
    });
    expect(report.passed).toBe(true);

    spare.prepare();
    await started[1]?.kill();
    // It has died in reserve.
    expect(spare.take()).toBe(started[2]);
    await started[2]?.kill();

    spare.prepare();
    expect(started[3]?.isAlive).toBe(true);
    spare.close();
    // Comes back when it has ended, whoever has ended it.
    for (const late = performance.now() + 20_000; ; ) {
      const event = await started[3]?.next(late);
      if (event === 'closed') break;
      expect(event).not.toBe('late');
    }
    spare.prepare();
    expect(started).toHaveLength(4);
  });
});
