import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { course } from '../course-process.ts';
import { README, repository } from '../literate/temporary-repository.ts';

const chapter = (title: string) => `title: ${title}\nquestion: Why?\nprograms: {}\n`;
const withListing = (readme: string) =>
  repository({
    'README.md': readme,
    [README]: '```ts file=server.ts\n```\n',
    'chapters/01-blocking/chapter.yaml': chapter('Blocking'),
    'chapters/01-blocking/server.ts': 'serve();\n',
  });

describe('course refresh', () => {
  it('writes what changes, says so, and has nothing to do the second time', async () => {
    const root = withListing('# Root\n');
    expect(await course('refresh', { root })).toEqual({
      code: 0,
      output: `wrote ${README}\n1 of 2 READMEs unchanged\n`,
      errors: '',
    });
    expect(readFileSync(join(root, README), 'utf8')).toBe(
      '```ts file=server.ts\nserve();\n```\n',
    );
    expect((await course('refresh', { root })).output).toBe('2 of 2 READMEs unchanged\n');
  });

  it('fails for what only a person can mend, in one line', async () => {
    const root = withListing('# Root\n\n```ts file=absent.ts\n```\n');
    expect(await course('refresh', { root })).toMatchObject({
      code: 1,
      errors: 'README.md:3: there is no file absent.ts; correct `absent.ts`.\n',
    });
  });

  it('refreshes one chapter alone', async () => {
    const root = withListing('# Root\n\n```ts file=absent.ts\n```\n');
    expect(await course('refresh blocking', { root })).toEqual({
      code: 0,
      output: `wrote ${README}\n0 of 1 READMEs unchanged\n`,
      errors: '',
    });
  });

  it('refuses an unknown chapter', async () => {
    const root = withListing('# Root\n');
    const { code, errors } = await course('refresh blokcing', { root });
    expect(code).toBe(2);
    expect(errors).toContain('There is no chapter "blokcing".');
  });
});
