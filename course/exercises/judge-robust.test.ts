import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { typescript } from '../typescript.ts';
import { copyFixtures } from './fixtures/copy.ts';
import { judgeAnswer } from './judge-answer.ts';
import { thorough } from './judge-job.ts';
import { judgeJobs } from './judge-jobs.ts';
import type { Report } from './report.ts';

const course = copyFixtures();
afterAll(() => course.remove());
let answers = 0;

/** Writes a body of `receiveGreeting(socket)` into a file of its own. */
function answer(body: string, before = ''): string {
  answers += 1;
  const file = join(course.exercise, `answer-${answers}.ts`);
  writeFileSync(
    file,
    `${before}\nexport function receiveGreeting(socket: any): any {\n${body}\n}`,
  );
  return file;
}

const judge = (file: string, deadlineMs = 1_000): Promise<Report> =>
  judgeAnswer(course.exercise, file, { deadlineMs });

const right = `const text: number[] = [];
  while (text.length < 5) {
    const piece = socket.recv(5 - text.length);
    if (piece.length === 0) throw new Error('too short');
    text.push(...piece);
  }`;
const returnIt = 'return String.fromCharCode(...text);';
const onLinux = it.skipIf(platform() !== 'linux');

describe.concurrent('an answer that does not come back', { timeout: 60_000 }, () => {
  onLinux('is told the line of its loop, also of one that calls nothing', async () => {
    const { checks } = await judge(answer('let n = 0;\nfor (;;) n += 1;'));
    expect(checks[0]).toMatchObject({ outcome: 'stuck', stuck: 'running' });
    expect(checks[0]?.where).toMatch(/^answer-\d+\.ts:4$/);
  });

  onLinux(
    'is recognised at the next checks, in which it is in the same loop',
    async () => {
      const { checks } = await judge(answer('for (;;);'), 2_000);
      expect(checks.map(({ stuck }) => stuck)).toEqual(Array(4).fill('running'));
      expect(checks[0]?.message).toMatch(/^Your code still ran after 2 s/);
      for (const { message, where } of checks.slice(1)) {
        expect(message).toMatch(/^Your code is in the loop again/);
        expect(where).toBe(checks[0]?.where);
      }
    },
  );

  onLinux(
    'and is elsewhere or comes back at the next checks, is not taken for that',
    async () => {
      const spin =
        'const until = performance.now() + 500;\nwhile (performance.now() < until);';
      const body = `if (first) {\nfirst = false;\nwriteFileSync(mark, '');\nfor (;;);\n}
      ${spin}\n${right}\n${returnIt}`;
      const mark = join(course.root, `looped-${answers}`);
      const file = answer(
        body,
        `import { existsSync, writeFileSync } from 'node:fs';
       const mark = ${JSON.stringify(mark)};
       let first = !existsSync(mark);`,
      );
      const { checks } = await judge(file, 1_000);
      expect(checks.map(({ outcome }) => outcome).slice(0, 3)).toEqual([
        'stuck',
        'passed',
        'passed',
      ]);
    },
  );

  it('by process.exit() is told the line', async () => {
    const { checks } = await judge(answer('\nprocess.exit(3);'));
    expect(checks[0]?.message).toContain('process.exit(3)');
    expect(checks[0]?.where).toMatch(/^answer-\d+\.ts:4$/);
  });
});

describe.concurrent('an answer that reaches beyond itself', { timeout: 60_000 }, () => {
  it('closes and writes to descriptors that are not its own, and harms nobody', async () => {
    const body = `for (const fd of [3, 4]) { try { closeSync(fd); } catch {} }
      ${right}\n${returnIt}`;
    // On the real kernel such a number may be a peer's connection by then: that ends as it ends.
    const file = answer(body, `import { closeSync, writeSync } from 'node:fs';`);
    const { checks } = await judgeAnswer(course.exercise, file, { kernels: 'simulated' });
    expect(checks).toHaveLength(4);
    for (const { message } of checks) expect(message).not.toContain('crashed');
  });

  it('is blamed for a timer that it left behind, in the check that did so', async () => {
    const body = `${right}
      setTimeout(() => { throw new Error('much later'); }, 30);
      const until = performance.now() + 20;
      while (performance.now() < until);
      ${returnIt}`;
    const { checks } = await judge(answer(body), 10_000);
    // After the last check nobody waits for what is left.
    const outcomes = checks.map(({ outcome }) => outcome);
    expect(outcomes.slice(0, -1)).toEqual(['threw', 'threw', 'threw']);
    expect(checks[0]?.message).toContain('Error: much later');
  });
});

describe('judgeJobs()', { timeout: 60_000 }, () => {
  it('judges many answers, each anew, and goes on after one that ends the process', async () => {
    const counting = answer(
      `count += 1; if (count > 12) throw new Error('kept');\n${right}\n${returnIt}`,
      'let count = 0;',
    );
    const exiting = answer('process.exit(1)');
    const files = [counting, exiting, counting, counting];
    const reports = await judgeJobs(
      course.exercise,
      files.map((answerFile, round) => {
        return { ...thorough, answerFile, round, isRead: false };
      }),
    );
    expect(reports.map(({ passed }) => passed)).toEqual([true, false, true, true]);
    expect(reports.map(({ judgesLost }) => judgesLost)).toEqual([0, 4, 0, 0]);
    expect(reports[1]?.checks.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 }, () => 'threw'),
    );
  });

  it('is abandoned at once', async () => {
    const controller = new AbortController();
    const told: string[] = [];
    const judged = judgeAnswer(course.exercise, answer('for (;;);'), {
      deadlineMs: 60_000,
      signal: controller.signal,
      onResult: ({ name }) => told.push(name),
    });
    controller.abort(new Error('no longer wanted'));
    await expect(judged).rejects.toThrow('no longer wanted');
    expect(told).toEqual([]);
  });
});

describe('a runner that is killed', { timeout: 60_000 }, () => {
  onLinux.each([
    ['spins', 'for (;;);'],
    [
      'sleeps in the kernel',
      'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
    ],
  ])('leaves no judge behind that %s', async (_how, body) => {
    const mark = join(course.root, 'judge-of-a-killed-runner');
    rmSync(mark, { force: true });
    const file = answer(
      body,
      `import { renameSync, writeFileSync } from 'node:fs';
      const mark = ${JSON.stringify(mark)};
      writeFileSync(mark + '.new', String(process.pid));
      renameSync(mark + '.new', mark);`,
    );
    const module = fileURLToPath(new URL('./judge-answer.ts', import.meta.url));
    const runner = spawn(
      process.execPath,
      [
        ...['--import', typescript, '--input-type=module', '-e'],
        `import { judgeAnswer } from ${JSON.stringify(module)};
         await judgeAnswer(${JSON.stringify(course.exercise)}, ${JSON.stringify(file)}, { deadlineMs: 60_000 });`,
      ],
      { stdio: 'ignore' },
    );
    await until(() => existsSync(mark));
    const judge = Number(readFileSync(mark, 'utf8'));
    expect(isThere(judge)).toBe(true);
    runner.kill('SIGKILL');
    await until(() => !isThere(judge));
  });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
