/** Answers on the simulated kernel alone: because it was asked for, or because there is no other. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CourseProcess, temporaryFolder } from '../course-process.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';

const platform = new URL('../foreign-platform.fixture.js', import.meta.url).href;
const elsewhere = { NODE_OPTIONS: `--import=${platform}` };

let fixture: FixtureCourse;
let state: string;

beforeEach(() => {
  fixture = copyFixtures();
  state = temporaryFolder();
  const reference = 'solutions/01-greeting/1-receive-greeting/reference.ts';
  copyFileSync(join(fixture.root, reference), join(fixture.exercise, 'answer.ts'));
});
afterEach(() => {
  fixture.remove();
});

function course(typed: string, environment: Record<string, string> = {}) {
  const { root } = fixture;
  const surroundings = { cwd: root, root, state, environment };
  return new CourseProcess(typed.split(' '), surroundings).ended;
}

/** Adds a check that means nothing on the simulated kernel. */
function addRealCheck(): void {
  const file = join(fixture.exercise, 'checks.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(
      '\n]);\n',
      "\n  check('on the wire', () => {}, { only: 'real' }),\n]);\n",
    ),
  );
}

describe('course check --sim', { timeout: 60_000 }, () => {
  it('passes, leaves out what needs the real kernel, and does not count', async () => {
    addRealCheck();
    const { code, output, errors } = await course('check 01/1 --sim');
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(output.match(/✓ passed/g)).toHaveLength(4);
    expect(output).toMatch(
      /\n- left out on the wire: it means something on the real kernel alone\.\n/,
    );
    expect(output).toMatch(
      /\nPassed on the simulated kernel\. It counts when the real one agrees: npx course check 01\/1\n$/,
    );
    expect((await course('check')).output).toContain('✓ passed on the wire');
  });

  it('tells scripts what was left out', async () => {
    addRealCheck();
    const { output } = await course('check 01/1 --sim --json');
    const { passed, exercises } = JSON.parse(output);
    expect(passed).toBe(true);
    expect(exercises[0]).toMatchObject({ skipped: ['on the wire'], counts: false });
    expect(exercises[0].checks).toHaveLength(4);
  });
});

describe('course check where there is no kernel to call', { timeout: 60_000 }, () => {
  it('says so in one line, and a pass on the simulated kernel counts', async () => {
    const { code, output, errors } = await course('check 01/1', elsewhere);
    expect(errors).toMatch(
      /^would-block makes .* Here it runs on the simulated kernel, in virtual time\.\n$/,
    );
    expect(output).toMatch(/All 4 checks passed\. Compare: /);
    expect(code).toBe(0);
    expect((await course('check')).output).toBe('You have passed every exercise.\n');
  });

  it('a wrong answer fails, and only the simulated kernel is quoted', async () => {
    writeFileSync(
      join(fixture.exercise, 'answer.ts'),
      "export function receiveGreeting() { return 'bye'; }\n",
    );
    const { code, output } = await course('check 01/1', elsewhere);
    expect(code).toBe(1);
    expect(output).toContain('✗ wrong  a greeting in one piece');
    expect(output).not.toContain('On the real one');
  });
});
