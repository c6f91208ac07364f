import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversation } from '../../lib/trace/conversation.fixture.ts';
import { refresh } from './refresh.ts';
import { printing, problemsOf, README, repository } from './temporary-repository.ts';
import { readTimelineMarker } from './timeline-marker.ts';
import type { TimelineRecorder } from './timeline-recorder.ts';

const PICTURE = 'chapters/01-blocking/pictures/asleep.svg';
const TRACE = 'chapters/01-blocking/pictures/asleep.json';
const marker = 'timeline asleep run="01 client" from=send title="A [client] & a server"';
const empty = `# 01\n\n<!-- ${marker} -->\n<!-- /timeline -->\n\nMore.\n`;

/** A chapter whose README has a timeline, and a recorder that counts how often it is asked. */
function chapter(readme = empty) {
  const root = repository({
    [README]: readme,
    'chapters/01-blocking/chapter.yaml': [
      'title: Blocking',
      'question: Why?',
      'programs:',
      '  client: { summary: Sends., needs: [server --quiet] }',
      '  server: { summary: Reads. }',
      '',
    ].join('\n'),
    'chapters/01-blocking/client.ts':
      "import {\n  used,\n} from './used.ts';\nimport 'would-block';\n",
    'chapters/01-blocking/server.ts': '// server\n',
    'chapters/01-blocking/used.ts': 'export const used = 1;\n',
    'chapters/01-blocking/other.ts': '// not part of the run\n',
  });
  const count = { recordings: 0 };
  const record: TimelineRecorder = async () => {
    count.recordings += 1;
    const [server, client] = conversation();
    return { programs: [client, server], samples: [] };
  };
  const path = (file: string) => join(root, file);
  return {
    root,
    count,
    record,
    refresh: async () => await refresh([README], root, printing({}), record),
    read: (file: string) => readFileSync(path(file), 'utf8'),
    write: (file: string, text: string) => writeFileSync(path(file), text),
    path,
  };
}

const outdated = (reason: string, line = 3) =>
  `${README}:${line}: picture asleep is out of date: ${reason}. ` +
  'Run `npm run refresh` and read what it changes.';

describe('a timeline', () => {
  it('that is not there yet is told with its line, and made by a refresh', async () => {
    const { root, refresh, read } = chapter();
    expect(await problemsOf(root)).toEqual([outdated('its file is missing')]);
    expect(await refresh()).toEqual({ written: [README], problems: [] });
    const text = read(README);
    expect(text).toContain('![A \\[client\\] & a server. 36 ms in all. client: awake');
    expect(text).toContain(
      '](pictures/asleep.svg)\n\n<details><summary>The same in words',
    );
    expect(text).toContain(
      '\n# running  + in a call  . asleep\n```\n\n- 36 ms in all.\n',
    );
    expect(text).toMatch(/<\/details>\n\n<!-- \/timeline -->\n\nMore\.\n$/);
    expect(read(PICTURE)).toMatch(/^<svg .*<title>A \[client\] &amp; a server<\/title>/);
    expect(await problemsOf(root)).toEqual([]);
  });

  it('that is up to date is left as it is', async () => {
    const { refresh, read, count } = chapter();
    await refresh();
    const before = [read(README), read(PICTURE)];
    expect(await refresh()).toEqual({ written: [], problems: [] });
    expect(count.recordings).toBe(1);
    expect([read(README), read(PICTURE)]).toEqual(before);
  });

  it('of programs that have changed since is out of date, and says which', async () => {
    const { root, refresh, write, count } = chapter();
    await refresh();
    write('chapters/01-blocking/other.ts', '// changed\n');
    expect(await problemsOf(root)).toEqual([]);
    write('chapters/01-blocking/used.ts', 'export const used = 2;\n');
    write('chapters/01-blocking/server.ts', '// another server\n');
    expect(await problemsOf(root)).toEqual([
      outdated(
        'chapters/01-blocking/server.ts, chapters/01-blocking/used.ts have changed since ' +
          'it was recorded',
      ),
    ]);
    await refresh();
    expect(count.recordings).toBe(2);
    expect(await problemsOf(root)).toEqual([]);
  });

  it('that asks for something else is out of date', async () => {
    const { root, refresh, read, write } = chapter();
    await refresh();
    write(README, read(README).replace('from=send', 'from=connect'));
    expect(await problemsOf(root)).toEqual([
      outdated('its comment has changed since it was recorded'),
    ]);
  });

  it('whose words, file or stamp were changed by hand is out of date', async () => {
    const { root, refresh, read, write } = chapter();
    await refresh();
    const [readme, picture] = [read(README), read(PICTURE)];
    write(README, readme.replace('- 36 ms in all', '- 4 ms in all'));
    expect(await problemsOf(root)).toEqual([
      outdated('the words below it are not those of its recording'),
    ]);
    write(README, readme);
    for (const changed of [
      picture.replace('width="760"', 'width="761"'),
      picture.replace(/<!--.*-->\n/, ''),
      picture.replace(
        'recorded by `npm run refresh`: {',
        'recorded by `npm run refresh`: ',
      ),
    ]) {
      write(PICTURE, changed);
      expect(await problemsOf(root)).toEqual([
        outdated('its file is not as it was drawn'),
      ]);
    }
    await refresh();
    expect(await problemsOf(root)).toEqual([]);
  });

  it('keeps the run beside the picture, and is out of date without it or with another', async () => {
    const { root, refresh, read, write, path } = chapter();
    await refresh();
    const { durationMs, calls } = JSON.parse(read(TRACE));
    expect(durationMs).toBeCloseTo(36, 0);
    expect(calls).toContainEqual(
      expect.objectContaining({ name: 'send', slept: true, bytes: 1024 * 1024 }),
    );
    write(TRACE, read(TRACE).replace('"name":"send"', '"name":"recv"'));
    expect(await problemsOf(root)).toEqual([
      outdated('the run beside it is not the one that it shows'),
    ]);
    rmSync(path(TRACE));
    expect(await problemsOf(root)).toEqual([
      outdated('the run that it shows is not kept beside it'),
    ]);
    await refresh();
    expect(await problemsOf(root)).toEqual([]);
  });

  it('is the same with the line ends of Windows', async () => {
    const { root, refresh, read, write, count } = chapter();
    await refresh();
    for (const file of [README, PICTURE, TRACE, 'chapters/01-blocking/used.ts']) {
      write(file, read(file).replaceAll('\n', '\r\n'));
    }
    expect(await problemsOf(root)).toEqual([]);
    expect((await refresh()).written).toEqual([]);
    expect(count.recordings).toBe(1);
  });

  it('that nothing shows any more is to be removed', async () => {
    const { root, refresh, write, path } = chapter();
    await refresh();
    write(README, '# 01\n');
    expect(await problemsOf(root)).toEqual([
      `${README}:1: nothing here shows pictures/asleep.json; remove it.`,
      `${README}:1: nothing here shows pictures/asleep.svg; remove it.`,
    ]);
    rmSync(path(PICTURE));
    rmSync(path(TRACE));
    expect(await problemsOf(root)).toEqual([]);
  });

  it.each([
    ['run="01 cleint"', 'Chapter 01-blocking has no program "cleint".'],
    ['run="01 client" from=sendd', 'client makes no call of sendd().'],
    ['run="01 client" after=5000', '`after=5000`: all is over after'],
  ])('of %s cannot be made, and leaves no file', async (asked, message) => {
    const readme = `<!-- timeline asleep ${asked} title="T" -->\n<!-- /timeline -->\n`;
    const { refresh, path } = chapter(readme);
    const { written, problems } = await refresh();
    expect(written).toEqual([]);
    expect(problems[0]?.message).toContain(message);
    expect(existsSync(path(PICTURE))).toBe(false);
  });

  it('stands once only', async () => {
    const { refresh } = chapter(`${empty}\n${empty}`);
    const { problems } = await refresh();
    expect(problems[0]?.message).toBe('picture asleep stands on line 3 too; rename one.');
  });

  it('of several runs shows their main programs, from the same moment on', async () => {
    const { refresh, read } = chapter(
      empty.replace('from=send', 'run="01 server" from=send alone'),
    );
    await refresh();
    const text = read(README);
    expect(text).toContain('\n01 client ');
    expect(text).not.toContain('On the way');
  });
});

describe('readTimelineMarker()', () => {
  it('reads runs, a title, and which part to show', () => {
    expect(
      readTimelineMarker(
        'two-runs run="01 client" run="03 x --y" for=20 alone title="T"',
      ),
    ).toEqual({
      name: 'two-runs',
      runs: [
        ['01', 'client'],
        ['03', 'x', '--y'],
      ],
      title: 'T',
      from: undefined,
      afterMs: 0,
      forMs: 20,
      alone: true,
    });
  });

  it.each([
    ['run="01 client" title="T"', '“” is no name'],
    ['../up run="01 client" title="T"', '“../up” is no name'],
    ['a title="T"', 'needs a chapter and a program'],
    ['a run="01" title="T"', 'needs a chapter and a program'],
    ['a run="01 client"', 'needs a `title="…"`'],
    ['a run="01 client" title="T" form=send', "doesn't know `form=`"],
    ['a run="01 client" title="T" alnoe', "doesn't know `alnoe`"],
    ['a run="01 client" title="T" title="U"', '`title=` stands twice'],
    ['a run="01 client" title="T" for=-1', 'whole number of milliseconds, not “-1”'],
    ['a run="01 client title=T', 'cannot be read from'],
    ['a run="01 a" run="01 b" title="T"', 'add `alone`'],
  ])('throws a Fault for %s', (text, message) => {
    expect(() => readTimelineMarker(text)).toThrow(message);
  });
});
