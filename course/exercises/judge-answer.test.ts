import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFixtures } from './fixtures/copy.ts';
import { judgeAnswer } from './judge-answer.ts';
import { type CheckResult, LOADING, type Report } from './report.ts';

const course = copyFixtures();
afterAll(() => course.remove());

/** Time enough for what does come back, on a busy machine. */
const deadlineMs = 2_000;
/** For what never does: so long it keeps a processor busy. */
const neverMs = 1_000;
let answers = 0;

/** Judges a text as an answer, in a file of its own. */
function judge(text: string, withinMs = deadlineMs): Promise<Report> {
  answers += 1;
  const file = join(course.exercise, `answer-${answers}.ts`);
  writeFileSync(file, text);
  return judgeAnswer(course.exercise, file, { deadlineMs: withinMs });
}

/** Judges a function body: `socket` is the connection. */
function judgeBody(body: string, before = '', withinMs = deadlineMs): Promise<Report> {
  return judge(
    `
    import { Socket } from 'would-block';
    ${before}
    export function receiveGreeting(socket: Socket): any { ${body} }
  `,
    withinMs,
  );
}

const outcomes = ({ checks }: Report) => checks.map(({ outcome }) => outcome);

function only(report: Report): CheckResult {
  expect(report.passed).toBe(false);
  expect(report.checks).toHaveLength(1);
  const [result] = report.checks;
  if (result === undefined) throw new Error('No result');
  expect(result.name).toBe(LOADING);
  return result;
}

const hasProc = existsSync('/proc/self/stat');
const onLinux = it.skipIf(!hasProc);

describe.concurrent('judgeAnswer()', { timeout: 60_000 }, () => {
  it('passes the reference', async () => {
    const solution = join(course.root, 'solutions/01-greeting/1-receive-greeting');
    const told: string[] = [];
    const report = await judgeAnswer(course.exercise, join(solution, 'reference.ts'), {
      onResult: ({ name, outcome }) => told.push(`${outcome} ${name}`),
    });
    expect(report.passed).toBe(true);
    expect(told).toEqual([
      'passed a greeting in one piece',
      'passed a greeting, byte by byte',
      'passed a server that does not hang up',
      'passed a server that hangs up early',
    ]);
  });

  it('tells a wrong answer from one that throws, with its place', async () => {
    const report = await judgeBody(
      `const piece = socket.recv(5);
       if (piece.length < 5) {
         throw new RangeError('I got ' + piece.length);
       }
       return 'goodbye';`,
    );
    expect(outcomes(report)).toEqual(['wrong', 'threw', 'wrong', 'passed']);
    expect(report.checks[0]?.message).toContain('you answered "goodbye"');
    expect(report.checks[1]?.message).toBe('RangeError: I got 1');
    expect(report.checks[1]?.where).toMatch(/^answer-\d+\.ts:6$/);
  });

  it('says what was thrown if it is no Error', async () => {
    const report = await judgeBody(`throw { odd: 1 };`);
    expect(report.checks[0]?.message).toBe('Your code threw { odd: 1 }.');
  });

  it('does not mind a type error', async () => {
    const report = await judgeBody(`const n: number = 'text'; return n;`);
    expect(outcomes(report)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
  });
});

describe.concurrent('a file that cannot be loaded', { timeout: 60_000 }, () => {
  it('for a syntax error says where it is', async () => {
    const result = only(await judge(`export const a = 1;\nexport function (`));
    expect(result.outcome).toBe('threw');
    expect(result.message).toMatch(/^This is no TypeScript: /);
    expect(result.where).toMatch(/^answer-\d+\.ts:2$/);
  });

  it('for an exception at import says where it comes from', async () => {
    const result = only(await judge(`\nthrow new Error('too early');`));
    expect(result).toMatchObject({ outcome: 'threw', message: 'Error: too early' });
    expect(result.where).toMatch(/^answer-\d+\.ts:2$/);
  });

  it('for a missing import names it', async () => {
    const result = only(await judge(`import './nowhere.ts';`));
    expect(result.message).toContain('nowhere.ts');
  });

  it('for a name that would-block does not have names that', async () => {
    const result = only(
      await judge(`import { Sockett } from 'would-block';\nnew Sockett();`),
    );
    expect(result.message).toContain('Sockett');
  });

  it('for a missing export says which', async () => {
    const result = only(await judge(`export function recieveGreeting() {}`));
    expect(result.outcome).toBe('wrong');
    expect(result.message).toBe(
      'The file does not export a function named receiveGreeting, as the starter does. The checks look for it under that name.',
    );
  });

  it('for an export of another kind says so', async () => {
    const result = only(await judge(`export const receiveGreeting = 5;`));
    expect(result.message).toContain('; it exports a number of that name.');
  });

  it('for a function that is async says what it returns', async () => {
    const code = `export async function receiveGreeting() { return 'hello'; }`;
    expect(only(await judge(code)).message).toContain(
      "receiveGreeting() is an async function, and the starter's is none",
    );
  });

  it('for an empty file says what is missing', async () => {
    expect(only(await judge('')).message).toContain('receiveGreeting');
  });

  it('for a top-level await that never ends says so', async () => {
    const result = only(await judge(`await new Promise(() => {});\nexport {};`));
    expect(result).toMatchObject({ outcome: 'stuck', stuck: 'unsettled' });
    expect(result.message).toContain('The `await` at the top of your file never ends');
  });

  it('for an endless loop at the top is stuck', async () => {
    const result = only(await judge('for (;;);', neverMs));
    expect(result.outcome).toBe('stuck');
    if (hasProc) expect(result.stuck).toBe('running');
  });

  it('for a process.exit() at the top says so', async () => {
    const result = only(await judge('process.exit(0);'));
    expect(result.message).toContain('process.exit(0)');
  });
});

describe.concurrent('an answer that does not come back', { timeout: 60_000 }, () => {
  onLinux('asleep in recv() is told so, and the other checks are run', async () => {
    const report = await judgeBody(
      `const all: number[] = [];
       for (;;) {
         const piece = socket.recv(5);
         if (piece.length === 0) return String.fromCharCode(...all);
         all.push(...piece);
       }`,
    );
    expect(outcomes(report)).toEqual(['passed', 'passed', 'stuck', 'wrong']);
    expect(report.checks[2]?.stuck).toBe('asleep');
    expect(report.checks[2]?.message).toMatch(
      /^Your code is asleep in (recv\(\)|a system)/,
    );
  });

  onLinux('running in circles is told so', async () => {
    const report = await judgeBody(
      `if (socket.recv(5).length > 1) return 'hello'; for (;;);`,
      '',
      neverMs,
    );
    expect(outcomes(report)).toEqual(['passed', 'stuck', 'passed', 'wrong']);
    expect(report.checks[1]?.stuck).toBe('running');
    expect(report.checks[1]?.message).toContain('it goes round and round');
  });

  onLinux('waking up again and again is running, not sleeping', async () => {
    const report = await judgeBody(
      `if (socket.recv(5).length > 1) return 'hello';
       const never = new Int32Array(new SharedArrayBuffer(4));
       for (;;) Atomics.wait(never, 0, 0, 1);`,
      '',
      neverMs,
    );
    expect(report.checks[1]).toMatchObject({ outcome: 'stuck', stuck: 'running' });
  });
});

describe.concurrent('an answer that ends the process', { timeout: 60_000 }, () => {
  it('by process.exit() has failed the check, and the others are run', async () => {
    const report = await judgeBody(
      `if (socket.recv(5).length < 5) process.exit(3); return 'hello';`,
    );
    expect(outcomes(report)).toEqual(['passed', 'threw', 'passed', 'threw']);
    expect(report.checks[1]?.message).toContain('process.exit(3)');
  });

  it('by a crash is told the signal', async () => {
    const report =
      await judgeBody(`if (socket.recv(5).length === 1) process.kill(process.pid, 'SIGSEGV');
       return 'hello';`);
    expect(report.checks[1]?.message).toBe(
      'Your code crashed the whole process (SIGSEGV).',
    );
  });

  it('by closing what belongs to Node is asked whose descriptors it closes', async () => {
    const report = await judgeBody(
      `if (socket.recv(5).length === 1) {
         for (let fd = 3; fd < 1024; fd++) socket.kernel.close(fd);
       }
       return 'hello';`,
    );
    expect(report.checks[1]?.message).toContain('close one that is not its own?');
  });
});

describe.concurrent('what an answer prints', { timeout: 60_000 }, () => {
  it('comes with its check, whichever way it was written', async () => {
    const report = await judgeBody(
      `const greeting = new TextDecoder().decode(socket.recv(5));
       console.log('log', greeting);
       console.error('error');
       writeSync(1, 'no end of line');
       return greeting;`,
      `import { writeSync } from 'node:fs'; console.log('at the top');`,
    );
    const printed = report.checks.map((check) => check.printed);
    expect(printed[0]).toEqual(['at the top', 'log hello', 'no end of line', 'error']);
    expect(printed[1]).toEqual(['log h', 'no end of line', 'error']);
  });

  it('is kept when the answer is killed, and cut when there is no end of it', async () => {
    const report = await judgeBody(
      `if (socket.recv(5).length > 1) return 'hello';
       console.log('first');
       for (;;) console.log('x'.repeat(100));`,
      '',
      neverMs,
    );
    const printed = report.checks[1]?.printed ?? [];
    expect(printed[0]).toBe('first');
    expect(printed.length).toBeLessThan(200);
    expect(printed.at(-1)).toBe('… (the rest is left out)');
  });
});
