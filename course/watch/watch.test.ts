import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { course, isRunning, temporaryFolder } from '../course-process.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';
import { TerminalSession } from './terminal-session.fixture.ts';

const timeout = 60_000;
// script(1) of util-linux brings a terminal without a package of machine code.
const script = spawnSync('script', ['--version'], { encoding: 'utf8' });
const hasTerminal = script.stdout?.includes('util-linux') ?? false;

let fixture: FixtureCourse;
let session: TerminalSession | undefined;

beforeEach(() => {
  fixture = copyFixtures();
});
afterEach(() => {
  session?.end();
  fixture.remove();
});

const answer = () => join(fixture.exercise, 'answer.ts');
const reference = () =>
  readFileSync(
    join(fixture.root, 'solutions/01-greeting/1-receive-greeting/reference.ts'),
    'utf8',
  );

function start(typed: string, state = temporaryFolder()): TerminalSession {
  session = new TerminalSession(typed, fixture.root, state);
  return session;
}

describe('course watch', { timeout }, () => {
  it('without a terminal names the command for that, in one line', async () => {
    expect(await course('watch 01/1', { root: fixture.root })).toEqual({
      code: 2,
      output: '',
      errors:
        'course watch needs a terminal that it can draw on. Without one: npx course check 01/1\n',
    });
  });

  it.skipIf(!hasTerminal)(
    'leads from npm start to a pass, and gives the terminal back',
    async () => {
      const state = temporaryFolder();
      const { shows, press, ended } = start('start', state);
      await shows('01/1 · Receive a greeting');
      await shows('Write exercises/01-greeting/1-receive-greeting/answer.ts and save.');
      await shows('✗ 1 of 4 checks passed.');
      writeFileSync(
        answer(),
        'export const receiveGreeting = (s: any) => String.fromCharCode(...s.recv(5));',
      );
      await shows('✗ 2 of 4 checks passed.');
      await shows('This behaves like a known mistake: You call recv() once.');
      press('h');
      await shows('Hint 1 of 3');
      press('d');
      await shows('You have not passed yet.');
      press('n');
      await shows('Then not.');
      writeFileSync(answer(), `const unused: string = 5;\n${reference()}`);
      await shows('✓ All 4 checks passed.');
      await shows('You have passed every exercise.');
      await shows('types: answer.ts:1:7 Type');
      press('d');
      await shows('-const unused: string = 5;');
      press('n');
      await shows('This is the last exercise.');
      press('x');
      await shows('Begin anew?');
      press('y');
      await shows('is the starter again.');
      await shows('What the checks say of the starter:');
      expect(readFileSync(`${answer()}.bak-1`, 'utf8')).toContain('unused');
      press('q');
      const { code, left } = await ended;
      expect(code).toBe(0);
      expect(left).toContain(
        'Your file is still the starter. npm start comes back to it.',
      );
      const progress = readFileSync(join(state, 'progress.json'), 'utf8');
      expect(JSON.parse(progress).open).toBe('receive-greeting');
    },
  );

  it.skipIf(!hasTerminal)(
    'ended by Ctrl-C amid an endless loop, leaves its result and nobody behind',
    async () => {
      const pidFile = join(fixture.root, 'pid');
      writeFileSync(
        answer(),
        `import { writeFileSync } from 'node:fs';
         export function receiveGreeting(): string {
           writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
           for (;;);
         }`,
      );
      const { press, shows, ended } = start('watch receive-greeting');
      await shows('… Checking.');
      await expect.poll(() => existsSync(pidFile), { timeout }).toBe(true);
      press('\u0003');
      const { code, left } = await ended;
      expect(code).toBe(130);
      expect(left).toContain('01/1 · Receive a greeting\n\n… Checking.');
      const judge = Number(readFileSync(pidFile, 'utf8'));
      await expect.poll(() => isRunning(judge), { timeout }).toBe(false);
    },
  );
});
