import { describe, expect, it } from 'vitest';
import {
  printing,
  problemsOf,
  README,
  refreshed,
  repository,
} from './temporary-repository.ts';

const fence = (info: string, ...lines: string[]) =>
  [`\`\`\`console${info}`, ...lines, '```', ''].join('\n');
const withReadme = (readme: string) => repository({ [README]: readme });
const client = '$ npx course run 01 client';

describe('a transcript', () => {
  const run = printing({
    'run 01 client': 'port 4711\nsent 2,531,328',
    'run 01 absent': 'no such program\n(exit code 2)',
  });

  it('that tells the truth, beside what varies, is right and stays as recorded', async () => {
    const readme = fence(
      String.raw` varies=/port (\d+)/`,
      client,
      'port 1',
      'sent 2,531,328',
    );
    const root = withReadme(readme);
    expect(await problemsOf(root, run)).toEqual([]);
    expect(await refreshed(root, run)).toBe(readme);
  });

  it('that lies in a digit is told with its line, and refreshed', async () => {
    const info = String.raw` varies=/port (\d+)/`;
    const root = withReadme(`a\n\n${fence(info, client, 'port 1', 'sent 2,531,329')}`);
    expect(await problemsOf(root, run)).toEqual([
      `${README}:6: \`npx course run 01 client\` prints “sent 2,531,328” where the README ` +
        'has “sent 2,531,329”. Run `npm run refresh` and read what it changes.',
    ]);
    expect(await refreshed(root, run)).toBe(
      `a\n\n${fence(info, client, 'port 4711', 'sent 2,531,328')}`,
    );
    expect(await problemsOf(root, run)).toEqual([]);
  });

  it('is recorded from its commands alone, exit codes too', async () => {
    const root = withReadme(fence('', client, '$ npx course run 01 absent'));
    expect(await refreshed(root, run)).toBe(
      fence(
        '',
        client,
        'port 4711',
        'sent 2,531,328',
        '$ npx course run 01 absent',
        'no such program',
        '(exit code 2)',
      ),
    );
  });

  it('in a quotation keeps its blank lines', async () => {
    const root = withReadme(`> \`\`\`console\n> ${client}\n> \`\`\`\n`);
    const blank = printing({ 'run 01 client': 'a\n\nb' });
    expect(await refreshed(root, blank)).toBe(
      `> \`\`\`console\n> ${client}\n> a\n>\n> b\n> \`\`\`\n`,
    );
    expect(await problemsOf(root, blank)).toEqual([]);
  });

  it('in any order accepts another mixture of labels', async () => {
    const lines = ['server | a', 'client | x', 'server | b'];
    const mixed = printing({ 'run 01 client': 'server | a\nserver | b\nclient | x' });
    expect(
      await problemsOf(withReadme(fence(' order=any', client, ...lines)), mixed),
    ).toEqual([]);
    expect(await problemsOf(withReadme(fence('', client, ...lines)), mixed)).toHaveLength(
      1,
    );
  });

  it.each([
    [
      'has a regular expression that matches nothing',
      ' varies=/pid (.+)/',
      client,
      'matches nothing',
    ],
    ['has an invalid regular expression', ' varies=/(/', client, 'is invalid'],
    [
      'runs a command of somebody else',
      '',
      '$ rm -rf build',
      'is no command of the course',
    ],
    ['needs a shell', '', `${client} | head -1`, 'needs a shell from `| head -1` on'],
    ['has no command', '', 'sent 5', 'starts with its command'],
  ])('that %s is a fault', async (_, info, line, message) => {
    const root = withReadme(`a\n\n${fence(info, line, 'port 4711', 'sent 2,531,328')}`);
    const [problem, ...others] = await problemsOf(root, run);
    expect(problem).toContain(`${README}:3: `);
    expect(problem).toContain(message);
    expect(others).toEqual([]);
  });

  it('can’t show output that looks like a command', async () => {
    const [problem] = await problemsOf(
      withReadme(fence('', client)),
      printing({ 'run 01 client': '$ npm test' }),
    );
    expect(problem).toContain('prints a line that starts with `$ `');
  });

  it('of an exercise is not run', async () => {
    const { weave } = await import('./weave.ts');
    const file = 'exercises/01-blocking/1-echo/README.md';
    const root = repository({ [file]: fence('', '$ npx course check 01/1') });
    expect((await weave({ root, file }, printing({}))).problems).toEqual([]);
  });
});

describe('a value', () => {
  const info = String.raw` varies=/sent (?<accepted>[\d,]+)/`;
  const transcript = fence(info, client, 'sent 5', 'sent 7');
  const run = printing({ 'run 01 client': 'sent 6\nsent 7' });
  const value = (name: string, text: string) =>
    `<!-- value=${name} -->${text}<!-- /value -->`;
  const withProse = (prose: string) => withReadme(`${transcript}\n${prose}\n`);

  it('is what its transcript recorded first, not what this run gives', async () => {
    const root = withProse(`It took ${value('accepted', '5')} bytes.`);
    expect(await problemsOf(root, run)).toEqual([]);
  });

  it('that is out of step is told with its line, and refreshed', async () => {
    const root = withProse(`It took\nonly ${value('accepted', '6')} bytes.`);
    expect(await problemsOf(root, run)).toEqual([
      `${README}:8: the value accepted is “5”, but the prose says “6”. ` +
        'Run `npm run refresh` and read what it changes.',
    ]);
    expect(await refreshed(root, run)).toContain(`only ${value('accepted', '5')} bytes`);
  });

  it('follows a transcript that is refreshed', async () => {
    const root = withProse(`It took ${value('accepted', '5')} bytes.`);
    const other = printing({ 'run 01 client': 'sent 9' });
    expect(await refreshed(root, other)).toContain(value('accepted', '9'));
    expect(await problemsOf(root, other)).toEqual([]);
  });

  it('in a fence is only text', async () => {
    const root = withProse(`\`\`\`md\n${value('unknown', '')}\n\`\`\``);
    expect(await problemsOf(root, run)).toEqual([]);
  });

  it('set in code stays so', async () => {
    const root = withProse(`It took ${value('accepted', '`6`')} bytes.`);
    expect(await refreshed(root, run)).toContain(value('accepted', '`5`'));
    expect(await problemsOf(root, run)).toEqual([]);
  });

  it.each([
    [
      'has an unknown name',
      `a ${value('acepted', '5')}`,
      'names a value acepted (known: accepted)',
    ],
    ['starts a line', value('accepted', '5'), 'move a word before the value accepted'],
    [
      'starts an item',
      `- ${value('accepted', '5')}`,
      'move a word before the value accepted',
    ],
    ['is in a code span', `a \`${value('accepted', '5')}\``, 'put the backticks between'],
    ['is not closed', 'a <!-- value=accepted -->5', 'nothing closes this value'],
    ['is not opened', 'a 5<!-- /value -->', 'this closes no value'],
  ])('that %s is a fault', async (_, prose, message) => {
    expect(await problemsOf(withProse(prose), run)).toEqual([
      expect.stringMatching(new RegExp(`^${README}:7: .*`)),
    ]);
    expect((await problemsOf(withProse(prose), run))[0]).toContain(message);
  });

  it('named by two transcripts is a fault', async () => {
    const root = withReadme(transcript + transcript);
    expect(await problemsOf(root, run)).toEqual([
      `${README}:6: the value accepted is named twice in this README; rename one.`,
    ]);
  });
});
