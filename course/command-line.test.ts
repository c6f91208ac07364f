import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import {
  CourseProcess,
  commandFor,
  course,
  environmentFor,
  temporaryFolder,
} from './course-process.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const commandLine = join(repository, 'course', 'bin.js');

// Each test starts several processes, perhaps on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

/** Runs bin.js where `process` is not what it is. */
function onAnother(processProperty: string, value: unknown) {
  const script =
    `Object.defineProperty(process, '${processProperty}', { value: ${JSON.stringify(value)} });` +
    `import(${JSON.stringify(pathToFileURL(commandLine).href)});`;
  const child = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return { code: child.status, output: child.stdout, errors: child.stderr };
}

describe('course', () => {
  it('lists its commands, with or without being asked', async () => {
    const asked = await course('--help');
    const unasked = await new CourseProcess([]).ended;
    for (const { code, output, errors } of [asked, unasked]) {
      expect([code, errors]).toEqual([0, '']);
      const commands = [...output.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
      expect(commands.join(' ')).toBe(
        'start watch list run check hint solution diff reset goto doctor workshop refresh',
      );
    }
  });

  it.each([
    ['lst', "Unknown command 'lst'. Did you mean list? See npx course --help.\n"],
    ['list --colours', "Unknown option '--colours'. See npx course --help.\n"],
    [
      'list 01',
      "Too many arguments for 'list'. Expected 0 arguments but got 1. See npx course --help.\n",
    ],
  ])('says in one line what is wrong with: %s', async (typed, line) => {
    expect(await course(typed)).toEqual({ code: 2, output: '', errors: line });
  });

  it('says in one line what is wrong with a chapter.yaml', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'chapters', '01-a'), { recursive: true });
    writeFileSync(join(root, 'chapters', '01-a', 'chapter.yaml'), 'title: A');
    const { code, errors } = await course('list', { root });
    expect(code).toBe(2);
    expect(errors).toBe('chapters/01-a/chapter.yaml:1: question is missing.\n');
  });

  it('asks to report a bug, with its stack', async () => {
    const root = temporaryFolder();
    // A folder where a file should be: nobody's mistake that the course expects.
    mkdirSync(join(root, 'chapters', '01-a', 'chapter.yaml'), { recursive: true });
    const { code, errors } = await course('list', { root });
    expect(code).toBe(1);
    expect(errors).toMatch(/EISDIR.*\n {4}at /);
    expect(errors).toContain('This is a bug in the course, not a mistake of yours.');
  });

  it('ends without a word where nobody reads its output', async () => {
    const started = new CourseProcess(['list']);
    started.process.stdout?.destroy();
    expect(await started.ended).toMatchObject({ code: 141, errors: '' });
  });

  it.runIf(existsSync('/dev/full'))('says in a line that the disk is full', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', '"$@" > /dev/full', 'sh', ...commandFor('list')],
      { env: { ...process.env, ...environmentFor() }, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The output cannot be written: ENOSPC.*\n$/);
  });

  it('works from another folder', async () => {
    const { code, output } = await course('run 01 solo', { cwd: temporaryFolder() });
    expect(code).toBe(0);
    expect(output).toContain('said hello to 0');
  });

  it('works in a folder whose tsconfig.json is broken', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'tsconfig.json'), '{ "extends": "./nowhere.json" }');
    expect((await course('run 01 client', { cwd })).code).toBe(0);
  });

  it('works in a folder with spaces in its name', async () => {
    const copy = join(temporaryFolder(), 'would block');
    cpSync(join(repository, 'course'), join(copy, 'course'), { recursive: true });
    for (const name of ['lib', 'package.json', 'tsconfig.json', 'node_modules']) {
      symlinkSync(join(repository, name), join(copy, name));
    }
    const fixtures = join(copy, 'course', 'run', 'fixtures');
    cpSync(join(fixtures, 'chapters'), join(copy, 'chapters'), { recursive: true });
    const file = join(copy, 'course', 'bin.js');
    const { code, output } = await course('run 01 client', { file, root: copy });
    expect(code).toBe(0);
    expect(output).toContain('client | said hello to 1');
  });
});

describe('bin.js', () => {
  it.each(['16.20.2', '18.20.8', '20.18.3'])('refuses Node %s in one line', (node) => {
    expect(onAnother('versions', { ...process.versions, node })).toEqual({
      code: 1,
      output: '',
      errors:
        `The course needs Node 20.19 or later; this is ${node}. ` +
        'Install a newer one: https://nodejs.org\n',
    });
  });

  it('says how to install packages that are missing', async () => {
    const copy = temporaryFolder();
    cpSync(commandLine, join(copy, 'course', 'bin.js'));
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    const { code, errors } = await course('list', {
      file: join(copy, 'course', 'bin.js'),
    });
    expect(code).toBe(1);
    expect(errors).toMatch(/^The course's packages are not installed yet\. Run: npm ci/);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });
});
