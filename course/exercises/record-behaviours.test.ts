import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { chapters } from '../catalogue.ts';
import { copyFixtures } from './fixtures/copy.ts';
import { judgeAnswer } from './judge-answer.ts';
import { behaviourFile, mistakesOf, recognise, recordedBehaviours } from './mistakes.ts';
import { recordBehaviours } from './record-behaviours.ts';

const course = copyFixtures();
afterAll(() => course.remove());
const exercises = chapters(course.root).flatMap((chapter) => chapter.exercises);
const file = behaviourFile(course.exercise);

describe('recordBehaviours()', { timeout: 120_000 }, () => {
  it.skipIf(!existsSync('/proc/self/stat'))(
    'writes what is recorded already, and says so only if it changes',
    async () => {
      const before = readFileSync(file, 'utf8');
      expect(await recordBehaviours(exercises)).toEqual([]);
      writeFileSync(file, '{}');
      expect(await recordBehaviours(exercises)).toEqual([file]);
      expect(readFileSync(file, 'utf8')).toBe(before);
    },
  );

  it('masks numbers and quotations, and says of what is stuck only what every machine tells', () => {
    expect(recordedBehaviours(course.exercise)).toEqual({
      'ignores-the-end': [
        { check: 'a server that hangs up early', outcome: 'stuck', message: 'running' },
      ],
      'one-recv': [
        {
          check: 'a greeting, byte by byte',
          outcome: 'wrong',
          message: 'The server sent "…"; you answered "…". Does one recv() give you all?',
        },
        {
          check: 'a server that hangs up early',
          outcome: 'wrong',
          message: 'The server sent # bytes and ended; you answered "…".',
        },
      ],
      'until-the-end': [
        { check: 'a server that does not hang up', outcome: 'stuck', message: 'asleep' },
      ],
    });
  });
});

describe('recognise()', { timeout: 60_000 }, () => {
  it('knows a mistake by what it does, not by its text', async () => {
    const answer = file.replace('behaviour.json', '../answer.ts');
    writeFileSync(
      answer,
      `export const receiveGreeting = (s: any) => Buffer.from(s.recv(1024)).toString();`,
    );
    const report = await judgeAnswer(course.exercise, answer);
    expect(recognise(course.exercise, report)?.name).toBe('one-recv');
  });

  it('knows nothing of an answer that passed, or fails in a way of its own', () => {
    expect(recognise(course.exercise, { checks: [], passed: true })).toBeUndefined();
    const printed: string[] = [];
    const checks = [{ name: 'x', outcome: 'wrong', message: 'y', printed } as const];
    expect(recognise(course.exercise, { checks, passed: false })).toBeUndefined();
  });

  it('does not hold against an answer what a machine could not tell', () => {
    const check = { name: 'a server that hangs up early', message: '…', printed: [] };
    const stuck = { ...check, outcome: 'stuck', stuck: 'unknown' } as const;
    const report = { checks: [stuck], passed: false };
    expect(recognise(course.exercise, report)?.name).toBe('ignores-the-end');
  });
});

describe('mistakesOf()', () => {
  it('joins the lines of a diagnosis', () => {
    const mistake = mistakesOf(course.exercise).find(
      ({ name }) => name === 'until-the-end',
    );
    expect(mistake?.diagnosis).toBe(
      'You wait for the end of the stream. A server that keeps the connection open never ends it: count the bytes instead.',
    );
  });
});
