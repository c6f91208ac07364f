import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChartMarker } from './chart-marker.ts';
import { chartPoints } from './chart-points.ts';
import { refresh } from './refresh.ts';
import type { Runner } from './runner.ts';
import { problemsOf, README, repository } from './temporary-repository.ts';

const PICTURE = 'chapters/01-blocking/pictures/memory.svg';
const row = 'row="{waiting} more in {design}: {MB_used} MB"';
const marker = `memory as=lines run="01 client" ${row} x=waiting y=MB_used by=design title="A & b"`;
const output = [
  'client | 1 more in threads: 8.5 MB',
  'client | nothing of interest',
  'client | 2 more in threads: 16 MB',
  'client | 1 more in processes: 7 MB',
];

/** A chapter whose README has a chart, and a runner that counts how often it is asked. */
function chapter(asked = marker, printed: readonly string[] = output) {
  const root = repository({
    [README]: `# 01\n\n<!-- chart ${asked} -->\n<!-- /chart -->\n\nMore.\n`,
    'chapters/01-blocking/chapter.yaml':
      'title: Blocking\nquestion: Why?\nprograms:\n  client: { summary: Sends. }\n',
    'chapters/01-blocking/client.ts':
      "new URL('thread.ts', import.meta.url);\nimport 'would-block';\n",
    'chapters/01-blocking/thread.ts': '// a thread\n',
  });
  const count = { runs: 0 };
  const run: Runner = async (words) => {
    expect(words).toEqual(['run', '01', 'client']);
    count.runs += 1;
    return printed;
  };
  return {
    root,
    count,
    refresh: async () =>
      await refresh([README], root, run, async () => ({ programs: [], samples: [] })),
    read: (file: string) => readFileSync(join(root, file), 'utf8'),
    write: (file: string, text: string) => writeFileSync(join(root, file), text),
  };
}

const outdated = (reason: string) =>
  `${README}:3: chart memory is out of date: ${reason}. ` +
  'Run `npm run refresh` and read what it changes.';

describe('a chart', () => {
  it('that is not there yet is told, drawn by a refresh, and said again in a table', async () => {
    const { root, refresh, read } = chapter();
    expect(await problemsOf(root)).toEqual([outdated('its file is missing')]);
    expect(await refresh()).toEqual({ written: [README], problems: [] });
    const text = read(README);
    expect(text).toContain(
      '![A & b. MB used by waiting. threads: 8.5 at 1, 16 at 2. processes: 7 at 1.]' +
        '(pictures/memory.svg)',
    );
    expect(text).toContain(
      '| waiting | threads, MB used | processes, MB used |\n| --: | --: | --: |\n' +
        '| 1 | 8.5 | 7 |\n| 2 | 16 |  |\n\n</details>\n\n<!-- /chart -->\n\nMore.\n',
    );
    const picture = read(PICTURE);
    expect(picture).toMatch(/^<svg .*role="img".*<title>A &amp; b<\/title><desc>MB used/);
    expect(picture).toContain('prefers-color-scheme:dark');
    expect(picture).toContain('stroke="var(--series-2)"');
    expect(picture).not.toContain('aria-label');
    expect(await problemsOf(root)).toEqual([]);
  });

  it('is left as it is until a program, one of its threads, or its comment changes', async () => {
    const { root, refresh, read, write, count } = chapter();
    await refresh();
    expect(await refresh()).toEqual({ written: [], problems: [] });
    expect(count.runs).toBe(1);
    write('chapters/01-blocking/thread.ts', '// another thread\n');
    expect(await problemsOf(root)).toEqual([
      outdated('chapters/01-blocking/thread.ts has changed since it was recorded'),
    ]);
    await refresh();
    write(README, read(README).replace('title="A', 'title="An A'));
    expect(await problemsOf(root)).toEqual([
      outdated('its comment has changed since it was recorded'),
    ]);
    await refresh();
    write(README, read(README).replace('| 8.5 |', '| 8 |'));
    expect(await problemsOf(root)).toEqual([
      outdated('the words below it are not those of its recording'),
    ]);
  });

  it.each([
    ['bars of several kinds', marker.replace('lines', 'bars'), 5],
    ['bars of one kind', marker.replace('lines', 'bars').replace('by=design', ''), 4],
    ['bars on a logarithmic scale', marker.replace('as=lines', 'as=bars log'), 5],
  ])('may have %s', async (_, asked, rectangles) => {
    const { refresh, read } = chapter(asked);
    expect((await refresh()).problems).toEqual([]);
    const drawn = read(PICTURE);
    expect(drawn.match(/<rect /g)?.length).toBeGreaterThanOrEqual(rectangles - 1);
    expect(drawn).toContain('>8.5</text>');
    expect(drawn).not.toMatch(/NaN|undefined/);
  });

  it('whose run prints no such line cannot be drawn, and leaves no file', async () => {
    const { root, refresh } = chapter(marker, ['nothing']);
    const { problems } = await refresh();
    expect(problems[0]?.message).toBe(
      'no line of the output looks like “{waiting} more in {design}: {MB_used} MB”.',
    );
    expect(existsSync(join(root, PICTURE))).toBe(false);
  });
});

describe('chartPoints()', () => {
  it('throws a Fault for a height that is no number, or has no logarithm', () => {
    const request = readChartMarker(marker);
    const read = (line: string, isLogarithmic = false) =>
      chartPoints({ ...request, isLogarithmic }, [line]);
    expect(() => read('1 more in threads: many MB')).toThrow(
      '“many”, which is no number',
    );
    expect(() => read('1 more in threads: 0 MB', true)).toThrow(
      'no place on a logarithmic',
    );
  });
});

describe('readChartMarker()', () => {
  it.each([
    [marker.replace('memory ', ''), '“” is no name'],
    [marker.replace('as=lines', ''), 'a chart needs `as=`'],
    [marker.replace('lines', 'pies'), '`as=pies` is unknown'],
    [marker.replace('run=', 'runs='), "doesn't know `runs=`"],
    [marker.replace('01 client', '01'), 'a chapter and a program'],
    [marker.replace('y=MB_used', 'y=MB'), '`y=MB` is no name in braces'],
    [marker.replace('title="A & b"', ''), 'a chart needs `title=`'],
    [`${marker} lgo`, "doesn't know `lgo`"],
    [`${marker} x=design`, '`x=` stands twice'],
    [`${marker} y="`, 'cannot be read from'],
  ])('throws a Fault for %s', (text, message) => {
    expect(() => readChartMarker(text)).toThrow(message);
  });
});
