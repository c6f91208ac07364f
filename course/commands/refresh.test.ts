import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { README, repository } from '../literate/temporary-repository.ts';

const commandLine = fileURLToPath(new URL('../bin.js', import.meta.url));

function course(root: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [commandLine, ...words],
    {
      env: { ...process.env, COURSE_ROOT: root, NO_COLOR: '1' },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

const chapter = (title: string) => `title: ${title}\nquestion: Why?\nprograms: {}\n`;
const withListing = (readme: string) =>
  repository({
    'README.md': readme,
    [README]: '```ts file=server.ts\n```\n',
    'chapters/01-blocking/chapter.yaml': chapter('Blocking'),
    'chapters/01-blocking/server.ts': 'serve();\n',
  });

describe('course refresh', () => {
  it('writes what changes, says so, and has nothing to do the second time', () => {
    const root = withListing('# Root\n');
    expect(course(root, 'refresh')).toEqual({
      status: 0,
      stdout: `wrote ${README}\n1 of 2 READMEs unchanged\n`,
      stderr: '',
    });
    expect(readFileSync(join(root, README), 'utf8')).toBe(
      '```ts file=server.ts\nserve();\n```\n',
    );
    expect(course(root, 'refresh').stdout).toBe('2 of 2 READMEs unchanged\n');
  });

  it('fails for what only a person can mend, in one line', () => {
    const root = withListing('# Root\n\n```ts file=absent.ts\n```\n');
    expect(course(root, 'refresh')).toMatchObject({
      status: 1,
      stderr: 'README.md:3: there is no file absent.ts; correct `absent.ts`.\n',
    });
  });

  it('refreshes one chapter alone', () => {
    const root = withListing('# Root\n\n```ts file=absent.ts\n```\n');
    expect(course(root, 'refresh', 'blocking')).toEqual({
      status: 0,
      stdout: `wrote ${README}\n0 of 1 READMEs unchanged\n`,
      stderr: '',
    });
  });

  it('refuses an unknown chapter', () => {
    const { status, stderr } = course(withListing('# Root\n'), 'refresh', 'blokcing');
    expect(status).toBe(2);
    expect(stderr).toContain('There is no chapter "blokcing".');
  });
});
