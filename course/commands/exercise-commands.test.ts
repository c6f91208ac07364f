import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CourseProcess, isRunning, temporaryFolder } from '../course-process.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';
import { readProgress } from '../progress.ts';

const folder = 'exercises/01-greeting/1-receive-greeting';

let fixture: FixtureCourse;
let state: string;

beforeEach(() => {
  fixture = copyFixtures();
  state = temporaryFolder();
});
afterEach(() => {
  fixture.remove();
});

/** Where the commands find the fixture course and keep the progress. */
const surroundings = () => ({ cwd: fixture.root, root: fixture.root, state });

const course = (typed: string) =>
  new CourseProcess(typed.split(' '), surroundings()).ended;

const answer = () => join(fixture.exercise, 'answer.ts');
const write = (text: string) => writeFileSync(answer(), text);
const reference = () =>
  readFileSync(
    join(fixture.root, 'solutions/01-greeting/1-receive-greeting/reference.ts'),
    'utf8',
  );

describe('course check', { timeout: 60_000 }, () => {
  it('makes answer.ts, tells how it fails and where to begin', async () => {
    expect(await course('check')).toEqual({
      code: 1,
      errors: '',
      output: `01/1 · Receive a greeting

✗ threw  a greeting in one piece
         Error: Write me (answer.ts:5)
✗ threw  a greeting, byte by byte
         The same as above.
✗ threw  a server that does not hang up
         The same as above.
✓ passed a server that hangs up early

1 of 4 checks passed.

Stuck? npx course hint 01/1
This is still the starter. Write in ${folder}/answer.ts
The task is in ${folder}/README.md
`,
    });
    expect(existsSync(answer())).toBe(true);
  });

  it('passes the reference, remembers it, and then has nothing left to check', async () => {
    write(reference());
    const { code, output } = await course('check receive-greeting');
    expect(code).toBe(0);
    expect(output).toMatch(
      /\n\nAll 4 checks passed\. Compare: npx course solution 01\/1\n$/,
    );
    expect(await course('check')).toMatchObject({
      code: 0,
      output: 'You have passed every exercise.\n',
    });
    expect(JSON.parse((await course('check --json')).output)).toEqual({
      passed: true,
      exercises: [],
    });
  });

  it('shows what the answer prints, and names a known mistake', async () => {
    write(`export function receiveGreeting(socket: any) {
      console.log('receiving');
      return String.fromCharCode(...socket.recv(5));
    }`);
    const { code, output } = await course('check 01/1');
    expect(code).toBe(1);
    expect(output).toContain(`✗ wrong  a greeting, byte by byte
         The server sent "hello"; you answered "h". Does one recv() give you
         all?
         trace | socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3
`);
    expect(output).toContain(`
         trace | recv(3, "h", 5, 0) = 1
         your output | receiving
`);
    expect(output).toContain(`2 of 4 checks passed.

This behaves like a known mistake: You call recv() once. It gives you what has
arrived, which may be a single byte.
`);
  });

  it('says where a syntax error is', async () => {
    write('export function (');
    const { code, output } = await course('check');
    expect(code).toBe(1);
    expect(output).toMatch(/✗ threw {2}the file loads\n +This is no TypeScript: .*\n/);
    expect(output).toContain('(answer.ts:1)');
    expect(output).toContain('The checks were not run.');
  });

  it('--json prints one document', async () => {
    write(
      `export const receiveGreeting = (s: any) => String.fromCharCode(...s.recv(5));`,
    );
    const { code, output } = await course('check 01/1 --json');
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      passed: false,
      exercises: [
        {
          exercise: '01-greeting/1-receive-greeting',
          key: 'receive-greeting',
          name: '01/1',
          title: 'Receive a greeting',
          tags: ['core'],
          answer: `${folder}/answer.ts`,
          begun: true,
          isReference: false,
          passed: false,
          checks: [{ outcome: 'passed' }, { outcome: 'wrong' }, {}, {}],
          mistake: { name: 'one-recv' },
        },
      ],
    });
  });

  it('of several is a line for each, with what failed', async () => {
    const nothingBegun =
      '· 01/1  Receive a greeting: not begun\n\n0 of 1 exercises passed.\n';
    expect(await course('check --all')).toEqual({
      code: 1,
      errors: '',
      output: nothingBegun,
    });
    // Looking is not beginning.
    expect(existsSync(answer())).toBe(false);
    write(
      `export const receiveGreeting = (s: any) => String.fromCharCode(...s.recv(5));`,
    );
    const { code, output } = await course('check 01 --core');
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ 01\/1 {2}Receive a greeting: 2 of 4 checks passed\n/);
    expect(output).toContain('  ✗ wrong  a greeting, byte by byte\n');
    expect(output).not.toContain('✓');
    expect(output).toContain(
      '\n  This behaves like a known mistake: You call recv() once.',
    );
    write(reference());
    expect(await course('check --core')).toMatchObject({
      code: 0,
      output: '✓ 01/1  Receive a greeting: passed\n\n1 of 1 exercises passed.\n',
    });
  });

  it('--json tells mistakes of the user as a document, too', async () => {
    const { code, output, errors } = await course('check --all 01 --json');
    expect([code, errors]).toEqual([2, '']);
    expect(JSON.parse(output)).toEqual({
      error: { kind: 'misuse', message: '--all is every exercise: leave it out, or 01.' },
    });
  });

  it('of an exercise that does not exist is a usage error', async () => {
    const { code, errors } = await course('check recieve-greeting');
    expect(code).toBe(2);
    expect(errors).toBe(
      'There is no exercise "recieve-greeting". Did you mean receive-greeting?\n',
    );
  });

  it('ended by a signal leaves no judge behind', async () => {
    const pidFile = join(fixture.root, 'pid');
    write(`
      import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
      for (;;);`);
    const started = new CourseProcess(['check'], surroundings());
    await expect.poll(() => existsSync(pidFile), { timeout: 20_000 }).toBe(true);
    started.process.kill('SIGTERM');
    await started.ended;
    expect(started.process.signalCode).toBe('SIGTERM');
    const judge = Number(readFileSync(pidFile, 'utf8'));
    await expect.poll(() => isRunning(judge), { timeout: 20_000 }).toBe(false);
  });
});

describe('course hint', { timeout: 60_000 }, () => {
  it('shows one hint more each time, and stays at the last', async () => {
    const first = `01/1 · Receive a greeting

Hint 1 of 3 · A question
How many bytes may one \`recv()\` give you?
`;
    const { code, output } = await course('hint');
    expect([code, output]).toEqual([0, `${first}\n2 more: npx course hint 01/1\n`]);
    expect((await course('hint 01/1')).output).toBe(
      `${first}\nHint 2 of 3 · A pointer\nCount what has come.\n\n1 more: npx course hint 01/1\n`,
    );
    await course('hint');
    expect((await course('hint')).output).toContain(
      'That was the last. The solution: npx course solution 01/1 --give-up',
    );
  });
});

describe('course solution', { timeout: 60_000 }, () => {
  it('wants a pass, or --give-up', async () => {
    expect(await course('solution 01/1')).toEqual({
      code: 2,
      output: '',
      errors:
        'You have not passed 01/1 yet. Try npx course hint 01/1, or add --give-up.\n',
    });
    const { code, output } = await course('solution 01/1 --give-up');
    expect(code).toBe(0);
    expect(output).toContain(reference());
    expect(output).toContain(
      '// solutions/01-greeting/1-receive-greeting/reference.ts\n',
    );
    expect(output).toContain('\n}\n\n# Why it is so\n\nA stream has no messages.\n');
    write(reference());
    await course('check');
    expect(await course('solution 01/1')).toMatchObject({ code: 0, output });
    for (const _ of 'aaa') await course('hint 01/1');
    expect((await course('hint 01/1')).output).toMatch(/npx course solution 01\/1\n$/);
  });
});

describe('course diff', { timeout: 60_000 }, () => {
  it('wants a pass, or --give-up', async () => {
    expect(await course('diff 01/1')).toEqual({
      code: 2,
      output: '',
      errors:
        'You have not passed 01/1 yet. Try npx course hint 01/1, or add --give-up.\n',
    });
    const { code, errors } = await course('diff 01/1 --give-up');
    expect(code).toBe(2);
    expect(errors).toContain('The course cannot read');
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  it('shows what turns the answer into the reference, and that nothing does', async () => {
    write(`// My own.\n${reference()}`);
    const { code, output, errors } = await course('diff 01/1 --give-up');
    expect([code, errors]).toEqual([0, '']);
    const [from, to, place, ...lines] = output.trimEnd().split('\n');
    expect(from).toBe(`--- ${folder}/answer.ts`);
    expect(to).toBe('+++ solutions/01-greeting/1-receive-greeting/reference.ts');
    expect(place).toBe('@@ -1,4 +1,3 @@');
    const [first, ...context] = reference().split('\n').slice(0, 3);
    expect(lines).toEqual([
      '-// My own.',
      ...[first, ...context].map((line) => ` ${line}`),
    ]);
    write(reference().replaceAll('\n', '\r\n'));
    expect((await course('diff 01/1 --give-up')).output).toBe(
      'Your answer is the reference, line for line.\n',
    );
  });
});

describe('course reset', { timeout: 60_000 }, () => {
  it('restores the starter, and keeps each answer under a name of its own', async () => {
    const starter = readFileSync(join(fixture.exercise, 'starter.ts'), 'utf8');
    for (const [number, text] of ['one', 'two'].entries()) {
      write(text);
      expect(await course('reset 01/1')).toEqual({
        code: 0,
        errors: '',
        output: `${folder}/answer.ts is the starter again. Your answer is now ${folder}/answer.ts.bak-${number + 1}\n`,
      });
      expect(readFileSync(answer(), 'utf8')).toBe(starter);
      expect(readFileSync(`${answer()}.bak-${number + 1}`, 'utf8')).toBe(text);
    }
    expect((await course('reset 01/1')).output).toBe(
      `${folder}/answer.ts is the starter.\n`,
    );
    expect(existsSync(`${answer()}.bak-3`)).toBe(false);
  });

  it('begins again: the pass and the hints are forgotten', async () => {
    write(reference());
    await course('check 01/1');
    await course('hint 01/1');
    await course('hint 01/1');
    await course('reset 01/1');
    expect(readProgress(join(state, 'progress.json'))).toMatchObject({
      passed: [],
      hints: {},
    });
    expect((await course('hint')).output).toContain('2 more: npx course hint 01/1');
  });
});
