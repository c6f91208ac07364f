import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFixtures } from './fixtures/copy.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { CheckResult } from './report.ts';

/** Far longer than anything here takes, unless something waits for it. */
const deadlineMs = 60_000;
const copies: { remove(): void }[] = [];
afterAll(() => {
  for (const copy of copies) copy.remove();
});

/** Judges a body of `receiveGreeting(socket)` by one check, written here too. */
async function judge(body: string, check: string, options = '{}'): Promise<CheckResult> {
  const course = copyFixtures();
  copies.push(course);
  writeFileSync(
    join(course.exercise, 'checks.ts'),
    `import { currentKernel, runOn } from 'would-block';
     import { SimulatedKernel } from 'would-block/sim';
     import { check, checks, end, hold, kernelWith, send, startPeer, Wrong } from 'would-block/testing';
     const simulated = () => currentKernel() instanceof SimulatedKernel;
     export default checks<any>([check('one', ({ receiveGreeting }) => { ${check} }, ${options})]);`,
  );
  const file = join(course.exercise, 'answer.ts');
  writeFileSync(file, `export function receiveGreeting(socket: any): any { ${body} }`);
  const { checks } = await judgeAnswer(course.exercise, file, { deadlineMs });
  const [result] = checks;
  if (result === undefined) throw new Error('No result');
  return result;
}

const talk = (script: string) => `receiveGreeting(startPeer(${script}).connect());`;

describe.concurrent('an answer that would hang', { timeout: 120_000 }, () => {
  it('is told so at once, and who waits for what', async () => {
    const result = await judge(
      'for (;;) socket.recv(5);',
      talk(`[send('hello'), hold()]`),
    );
    expect(result).toMatchObject({ outcome: 'stuck', stuck: 'asleep' });
    expect(result.message).toMatch(
      /^Your code is asleep in recv\(\) on descriptor 3: it waits for bytes, and none come\. Nothing can wake it any more\.\n/,
    );
    expect(result.message).toContain('is at hold(); it has read 0 bytes');
  });

  it('is told the line where it waits, and what it did last', async () => {
    const result = await judge(
      '\nfor (;;) socket.recv(5);',
      talk(`[send('hello'), hold()]`),
    );
    expect(result.where).toBe('answer.ts:2');
    expect(result.trace?.at(-2)).toMatch(/^recv\(3, "hello", 5, 0\) = 5$/);
    expect(result.trace?.at(-1)).toBe('recv(3,  <unfinished ...>');
  });

  it('is told so even if it catches every error', async () => {
    const body = 'try { for (;;) socket.recv(5); } catch { return "hello"; }';
    const result = await judge(body, talk(`[send('hello'), hold()]`));
    expect(result).toMatchObject({ outcome: 'stuck', stuck: 'asleep' });
  });

  it('is told what is wrong even if it catches that too', async () => {
    const body = 'try { socket.recv(5); } catch { return "hello"; }';
    const result = await judge(
      body,
      `const kernel = currentKernel();
       const watched = kernelWith(kernel, { recv() { throw new Wrong('too soon'); } });
       receiveGreeting(runOn(watched, () => startPeer([hold()]).connect()));`,
    );
    expect(result).toMatchObject({ outcome: 'wrong', message: 'too soon' });
  });

  it('is told so if it goes round and round', async () => {
    const result = await judge(
      'for (;;) socket.recv(5);',
      talk(`[send('hello'), end()]`),
    );
    expect(result).toMatchObject({ outcome: 'stuck', stuck: 'running' });
    expect(result.message).toBe(
      'Your code goes round and round: the program makes more than 12000 calls. What should end its loop?',
    );
  });
});

describe.concurrent('a check', { timeout: 120_000 }, () => {
  it('that fails shows the last calls, on either kernel', async () => {
    const check = `receiveGreeting(startPeer([send('hello'), end()]).connect());
      throw new Wrong('no');`;
    for (const kernel of ['simulated', 'real']) {
      const result = await judge('socket.recv(9)', check, `{ only: '${kernel}' }`);
      expect(result.trace?.[0]).toMatch(/^socket\(AF_INET, SOCK_STREAM/);
      expect(result.trace?.at(-1)).toMatch(/^recv\(\d+, "hello", 9, 0\) = 5/);
    }
  });

  it('that shows a trace of its own shows no other', async () => {
    const check = `startPeer([]).connect(); throw new Wrong('no', { trace: ['own'] });`;
    const result = await judge('', check);
    expect(result).toMatchObject({ outcome: 'wrong', trace: ['own'] });
  });

  it('tells a learner the fault that an answer cannot bear', async () => {
    const check = `const peer = startPeer([send('hello'), end()]);
      if (receiveGreeting(peer.connect()).length < 5) throw new Wrong('not all of it');`;
    const passed = await judge('return socket.recv(5);', check);
    expect(passed).toMatchObject({ outcome: 'passed', message: '' });
    const failed = await judge(
      'return socket.recv(5);',
      check,
      `{ faults: ['short-recv'] }`,
    );
    expect(failed).toMatchObject({ outcome: 'wrong', message: 'not all of it' });
    expect(failed.note).toContain('recv() brings only a part of what has arrived');
  });

  it('is run on both kernels, and says where they differ', async () => {
    const onReal = await judge('', `if (!simulated()) throw new Wrong('real');`);
    expect(onReal).toMatchObject({
      outcome: 'wrong',
      message: 'real',
      note: 'On the simulated kernel the check passes.',
    });
    const onSimulated = await judge('', `if (simulated()) throw new Wrong('simulated');`);
    expect(onSimulated).toMatchObject({ outcome: 'wrong', message: 'simulated' });
    expect(onSimulated.note).toContain('On the real one the check passed');
  });

  it('is run on one kernel if it says so', async () => {
    const real = await judge(
      '',
      `if (simulated()) throw new Wrong('');`,
      `{ only: 'real' }`,
    );
    expect(real.outcome).toBe('passed');
    const simulated = await judge(
      '',
      `if (!simulated()) throw new Wrong('');`,
      `{ only: 'simulated', faults: ['interrupt'] }`,
    );
    expect(simulated.outcome).toBe('passed');
  });

  it('shows what was printed in the run that it tells of, and once', async () => {
    const body = `console.log('hi'); if (socket) throw new RangeError('no');`;
    const passed = await judge(body, 'receiveGreeting()');
    expect(passed).toMatchObject({ outcome: 'passed', printed: ['hi'] });
    const failed = await judge(body, 'receiveGreeting(!simulated())');
    expect(failed).toMatchObject({ outcome: 'threw', printed: ['hi'] });
  });

  it('fails for what is thrown between two runs of it', async () => {
    const body = `queueMicrotask(() => { throw new Error('late'); });`;
    const result = await judge(body, 'receiveGreeting()');
    expect(result).toMatchObject({ outcome: 'threw', message: 'Error: late' });
  });
});
