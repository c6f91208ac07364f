import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refresh } from './refresh.ts';
import {
  printing,
  problemsOf,
  README,
  refreshed,
  repository,
} from './temporary-repository.ts';

const server = [
  "import { Socket } from 'would-block';",
  '',
  'function serve() {',
  '  // #region accept',
  '  const client = accept();',
  '',
  '  client.close();',
  '  // #endregion',
  '}',
  '',
].join('\n');

const withReadme = (readme: string, files: Record<string, string> = {}) =>
  repository({ [README]: readme, 'chapters/01-blocking/server.ts': server, ...files });

const fence = (info: string, ...lines: string[]) =>
  [`\`\`\`${info}`, ...lines, '```', ''].join('\n');

const accept = ['const client = accept();', '', 'client.close();'];

describe('a listing', () => {
  it('that shows its region, dedented, is right', async () => {
    const root = withReadme(fence('ts file=server.ts#accept', ...accept));
    expect(await problemsOf(root)).toEqual([]);
  });

  it('that differs is told with its line, and refreshed', async () => {
    const root = withReadme(
      `# 01\n\n${fence('ts file=server.ts#accept', accept[0] ?? '', '', 'client.end();')}`,
    );
    expect(await problemsOf(root)).toEqual([
      `${README}:6: chapters/01-blocking/server.ts#accept has “client.close();” where the ` +
        'README has “client.end();”. Run `npm run refresh` and read what it changes.',
    ]);
    expect(await refreshed(root)).toBe(
      `# 01\n\n${fence('ts file=server.ts#accept', ...accept)}`,
    );
    expect(await problemsOf(root)).toEqual([]);
  });

  it('of a whole file leaves the markers out', async () => {
    const root = withReadme(fence('ts file=server.ts'));
    const text = await refreshed(root);
    expect(text).toContain('function serve() {\n  const client');
    expect(text).not.toContain('#region');
  });

  it('in a list keeps the list’s indentation', async () => {
    const root = withReadme(
      '1. First:\n\n   ```ts file=server.ts#accept\n   ```\n\n2. Then\n',
    );
    expect(await refreshed(root)).toBe(
      '1. First:\n\n   ```ts file=server.ts#accept\n   const client = accept();\n\n' +
        '   client.close();\n   ```\n\n2. Then\n',
    );
    expect(await problemsOf(root)).toEqual([]);
  });

  it('right behind a list’s marker, in a quotation, keeps both', async () => {
    const root = withReadme('> - ```ts file=server.ts#accept\n>   ```\n');
    expect(await refreshed(root)).toBe(
      '> - ```ts file=server.ts#accept\n>   const client = accept();\n>\n' +
        '>   client.close();\n>   ```\n',
    );
    expect(await problemsOf(root)).toEqual([]);
  });

  it('in a README with CRLF keeps them', async () => {
    const root = withReadme('# 01\r\n\r\n```ts file=server.ts#accept\r\n```\r\nEnd\r\n');
    expect(await refreshed(root)).toBe(
      '# 01\r\n\r\n```ts file=server.ts#accept\r\nconst client = accept();\r\n\r\n' +
        'client.close();\r\n```\r\nEnd\r\n',
    );
  });

  it('at the end of a README without a final newline is filled', async () => {
    const root = withReadme('```ts file=server.ts#accept\n```');
    expect(await refreshed(root)).toBe(
      `\`\`\`ts file=server.ts#accept\n${accept.join('\n')}\n\`\`\``,
    );
  });

  it('in a longer fence or a comment is only text', async () => {
    const inner = fence('ts file=absent.ts');
    const root = withReadme(`\`\`\`\`md\n${inner}\`\`\`\`\n\n<!--\n${inner}-->\n`);
    expect(await problemsOf(root)).toEqual([]);
  });

  it('that never ends is a fault', async () => {
    const root = withReadme('a\n\n```ts file=server.ts#accept\nconst');
    expect(await problemsOf(root)).toEqual([
      `${README}:3: this fence never ends; close it with “\`\`\`”.`,
    ]);
  });

  it('whose code holds a fence needs a longer one', async () => {
    const files = { 'chapters/01-blocking/help.ts': 'x = `\n```\n`;\n' };
    expect(await problemsOf(withReadme(fence('ts file=help.ts'), files))).toEqual([
      expect.stringContaining(
        `${README}:1: the text for this fence holds a fence itself`,
      ),
    ]);
    const root = withReadme('````ts file=help.ts\n````\n', files);
    expect(await refreshed(root)).toContain('x = `\n```\n`;\n````');
    expect(await problemsOf(root)).toEqual([]);
  });

  it.each([
    ['serve.ts', 'there is no file chapters/01-blocking/serve.ts; correct `serve.ts`'],
    ['..', 'there is no file chapters; correct `..`'],
    ['../../../elsewhere.ts', 'is outside the repository'],
    ['/etc/passwd', 'is outside the repository'],
    ['server.ts#acept', 'has no region acept (it has: accept)'],
    ['broken.ts#a', 'broken.ts:1 opens region a, which never ends'],
    ['empty.ts#a', 'empty.ts#a holds no line of code'],
  ])('of %s is a fault, and refresh leaves it alone', async (reference, message) => {
    const readme = `text\n\n${fence(`ts file=${reference}`, 'old')}`;
    const root = withReadme(readme, {
      'chapters/01-blocking/broken.ts': '// #region a\n',
      'chapters/01-blocking/empty.ts': '// #region a\n\n// #endregion\n',
    });
    const [problem, ...others] = await problemsOf(root);
    expect(problem).toContain(`${README}:3: `);
    expect(problem).toContain(message);
    expect(problem).not.toContain('npm run refresh');
    expect(others).toEqual([]);
    expect(await refreshed(root)).toBe(readme);
  });
});

describe('a difference', () => {
  const older = ['// #region a', ...'abcdefgh', '// #endregion', ''].join('\n');
  const newer = ['// #region b', ...'abcdXfgh', '', '// #endregion', 'end', ''].join(
    '\n',
  );
  const files = {
    'chapters/01-blocking/older.ts': older,
    'chapters/01-blocking/newer.ts': newer,
  };
  const shown = [
    '@@ -2,7 +2,9 @@',
    ' b',
    ' c',
    ' d',
    '-e',
    '+X',
    ' f',
    ' g',
    ' h',
    '+',
    '+end',
  ];

  it('is the unified one, without the markers', async () => {
    const root = withReadme(fence('diff from=older.ts to=newer.ts'), files);
    expect(await refreshed(root)).toBe(fence('diff from=older.ts to=newer.ts', ...shown));
    expect(await problemsOf(root)).toEqual([]);
  });

  it('of files that do not differ is a fault', async () => {
    const root = withReadme(fence('diff from=older.ts to=older.ts'), files);
    expect(await problemsOf(root)).toEqual([
      `${README}:1: older.ts and older.ts do not differ; name two files that do.`,
    ]);
  });
});

describe('refresh()', () => {
  it('does not touch a README that is in step', async () => {
    const root = withReadme(fence('ts file=server.ts#accept', ...accept));
    const past = new Date(0);
    utimesSync(join(root, README), past, past);
    await refreshed(root);
    expect(statSync(join(root, README)).mtimeMs).toBe(0);
  });

  it('mends what it can, and gives what it can’t the line that it has then', async () => {
    const root = withReadme(
      fence('ts file=server.ts#accept') + fence('ts file=absent.ts'),
    );
    const { written, problems } = await refresh([README], root, printing({}));
    expect(written).toEqual([README]);
    expect(problems).toMatchObject([{ line: 6, mendable: false }]);
  });
});
