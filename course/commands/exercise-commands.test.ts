import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../catalogue.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';

const bin = join(root, 'course', 'bin.js');
const folder = 'exercises/01-greeting/1-receive-greeting';

let fixture: FixtureCourse;
let state: string;

beforeEach(() => {
  fixture = copyFixtures();
  state = mkdtempSync(join(tmpdir(), 'would-block-state-'));
});
afterEach(() => {
  fixture.remove();
  rmSync(state, { recursive: true });
});

const environment = () => ({
  ...process.env,
  COURSE_ROOT: fixture.root,
  COURSE_STATE: state,
  NO_COLOR: '1',
});

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function course(...words: string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const options = { cwd: fixture.root, env: environment() };
    const child = execFile(
      process.execPath,
      [bin, ...words],
      options,
      (error, stdout, stderr) => {
        if (child.exitCode === null) reject(error);
        else resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });
}

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
      stderr: '',
      stdout: `01/1 · Receive a greeting

✗ threw  a greeting in one piece
         Error: Write me (answer.ts:5)
✗ threw  a greeting, byte by byte
         Error: Write me (answer.ts:5)
✗ threw  a server that does not hang up
         Error: Write me (answer.ts:5)
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
    const { code, stdout } = await course('check', 'receive-greeting');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\n\nAll 4 checks passed\. Compare: npx course solution 01\/1\n$/,
    );
    expect(await course('check')).toMatchObject({
      code: 0,
      stdout: 'You have passed every exercise.\n',
    });
  });

  it('shows what the answer prints, and names a known mistake', async () => {
    write(`export function receiveGreeting(socket: any) {
      console.log('receiving');
      return String.fromCharCode(...socket.recv(5));
    }`);
    const { code, stdout } = await course('check', '01/1');
    expect(code).toBe(1);
    expect(stdout).toContain(`✗ wrong  a greeting, byte by byte
         The server sent "hello"; you answered "h". Does one recv() give you
         all?
         your output | receiving
`);
    expect(stdout).toContain(`2 of 4 checks passed.

This behaves like a known mistake: You call recv() once. It gives you what has
arrived, which may be a single byte.
`);
  });

  it('says where a syntax error is', async () => {
    write('export function (');
    const { code, stdout } = await course('check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ threw {2}the file loads\n +This is no TypeScript: .*\n/);
    expect(stdout).toContain('(answer.ts:1)');
    expect(stdout).toContain('The checks were not run.');
  });

  it('--json prints one object', async () => {
    write(
      `export const receiveGreeting = (s: any) => String.fromCharCode(...s.recv(5));`,
    );
    const { code, stdout } = await course('check', '01/1', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      exercise: '01-greeting/1-receive-greeting',
      passed: false,
      checks: [{ outcome: 'passed' }, { outcome: 'wrong' }, {}, {}],
      mistake: { name: 'one-recv' },
    });
  });

  it('of an exercise that does not exist is a usage error', async () => {
    const { code, stderr } = await course('check', 'recieve-greeting');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'There is no exercise "recieve-greeting". Did you mean receive-greeting?\n',
    );
  });

  it('ended by a signal leaves no judge behind', async () => {
    const pidFile = join(fixture.root, 'pid');
    write(`
      import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
      for (;;);`);
    const child = spawn(process.execPath, [bin, 'check'], {
      cwd: fixture.root,
      env: environment(),
      stdio: 'ignore',
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.on('exit', (_, signal) => resolve(signal)),
    );
    await expect.poll(() => existsSync(pidFile), { timeout: 20_000 }).toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
    const judge = Number(readFileSync(pidFile, 'utf8'));
    const isAlive = () => {
      try {
        return process.kill(judge, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isAlive, { timeout: 20_000 }).toBe(false);
  });
});

describe('course hint', { timeout: 60_000 }, () => {
  it('shows one hint more each time, and stays at the last', async () => {
    const first = `01/1 · Receive a greeting

Hint 1 of 3 · A question
How many bytes may one \`recv()\` give you?
`;
    const { code, stdout } = await course('hint');
    expect([code, stdout]).toEqual([0, `${first}\n2 more: npx course hint 01/1\n`]);
    expect((await course('hint', '01/1')).stdout).toBe(
      `${first}\nHint 2 of 3 · A pointer\nCount what has come.\n\n1 more: npx course hint 01/1\n`,
    );
    await course('hint');
    expect((await course('hint')).stdout).toContain(
      'That was the last. The solution: npx course solution 01/1 --give-up',
    );
  });
});

describe('course solution', { timeout: 60_000 }, () => {
  it('wants a pass, or --give-up', async () => {
    expect(await course('solution', '01/1')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'You have not passed 01/1 yet. Try npx course hint 01/1, or add --give-up.\n',
    });
    const { code, stdout } = await course('solution', '01/1', '--give-up');
    expect(code).toBe(0);
    expect(stdout).toContain(reference());
    expect(stdout).toContain('solutions/01-greeting/1-receive-greeting/README.md\n');
    write(reference());
    await course('check');
    expect(await course('solution', '01/1')).toMatchObject({ code: 0, stdout });
  });
});

describe('course reset', { timeout: 60_000 }, () => {
  it('restores the starter, and keeps each answer under a name of its own', async () => {
    const starter = readFileSync(join(fixture.exercise, 'starter.ts'), 'utf8');
    for (const [number, text] of ['one', 'two'].entries()) {
      write(text);
      expect(await course('reset', '01/1')).toEqual({
        code: 0,
        stderr: '',
        stdout: `${folder}/answer.ts is the starter again. Your answer is now ${folder}/answer.ts.bak-${number + 1}\n`,
      });
      expect(readFileSync(answer(), 'utf8')).toBe(starter);
      expect(readFileSync(`${answer()}.bak-${number + 1}`, 'utf8')).toBe(text);
    }
    expect((await course('reset', '01/1')).stdout).toBe(
      `${folder}/answer.ts is the starter.\n`,
    );
    expect(existsSync(`${answer()}.bak-3`)).toBe(false);
  });
});
