import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { conversation } from '../../lib/trace/conversation.fixture.ts';
import { drawTimeline, replayOf, timelineOf } from '../../lib/trace/index.ts';
import type { PackedTrace } from '../client/stepper/packed-trace.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { noReference } from '../markdown/small-course.fixture.ts';

import { pagePictures } from './page-pictures.ts';

const README = 'chapters/01-blocking/README.md';
const FOLDER = 'chapters/01-blocking/pictures';
const words =
  '<details><summary>The same in words</summary>\n\n- 36 ms in all.\n\n</details>';
const timeline = {
  kind: 'timeline',
  words: 'asleep run="01 client" title="T"',
  line: 3,
  isClosed: true,
  innerLine: 4,
  inner: `\n![T. 36 ms in all.](pictures/asleep.svg)\n\n${words}\n`,
} as const;

/** A repository with one recorded timeline, whose calls come from line 2 of a program. */
function pictures() {
  const root = mkdtempSync(join(tmpdir(), 'would-block-site-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, FOLDER), { recursive: true });
  const [server, client] = conversation();
  const title = 'A "client" & a server';
  const drawn = drawTimeline(timelineOf([client, server]), { title });
  writeFileSync(join(root, FOLDER, 'asleep.svg'), `${drawn}<!-- recorded -->\n`);
  const { calls, ...run } = replayOf([client, server]);
  const lined = calls.map((call) => ({
    ...call,
    line: 'chapters/01-blocking/client.ts:2',
  }));
  writeFileSync(
    join(root, FOLDER, 'asleep.json'),
    JSON.stringify({ ...run, calls: lined }),
  );
  const code = '// #region client\nconst sent = 1;\n// #endregion\n';
  writeFileSync(join(root, 'chapters/01-blocking/client.ts'), code);
  const highlight: ProseContext['listings']['highlight'] = (text) =>
    text.split('\n').map((line) => [{ text: line, offset: 0, role: '' }]);
  // No other part of it is asked for.
  const parts = { root, chapters: [], listings: { highlight }, reference: noReference };
  const course = parts as unknown as ProseContext;
  return {
    root,
    made: pagePictures(course, { file: README, page: 'chapters/01/' }),
  };
}

describe('a timeline on a page', () => {
  it('is a drawing without style, with its title as its name, and the same in words', () => {
    const { made } = pictures();
    const { text } = made.htmlOf(timeline);
    expect(text).toContain(
      '<svg class="timeline" role="img" aria-label="A &quot;client&quot; &amp; a server"',
    );
    expect(text).not.toMatch(/<style|<title|style=|xmlns|<img|recorded/);
    expect(text).toMatch(/<desc>51 ms in all\./);
    expect(text).toMatch(
      /<summary>The same in words<\/summary>\s*<ul>\s*<li>36\u00a0ms in all/,
    );
  });

  it('brings its run, with the code around the lines that made the calls', () => {
    const { made } = pictures();
    const { text } = made.htmlOf(timeline);
    const [file] = made.files;
    expect(file?.path).toMatch(/^chapters\/01\/asleep-[0-9a-f]+\.json$/);
    const name = file?.path.replace('chapters/01/', '');
    expect(text).toContain(`<button type="button" data-trace="${name}" hidden>`);
    const trace = JSON.parse(String(file?.content)) as PackedTrace;
    expect(trace.title).toBe('A "client" & a server');
    expect(trace.sources).toEqual([
      {
        file: 'chapters/01-blocking/client.ts',
        lines: [
          { number: 2, pieces: [['const sent = 1;', '']] },
          { number: 4, pieces: [['', '']] },
        ],
      },
    ]);
  });

  it('throws a Fault if its picture, its run or its program is gone', () => {
    for (const [gone, message] of [
      [
        'chapters/01-blocking/client.ts',
        'comes from chapters/01-blocking/client.ts, which is gone',
      ],
      [`${FOLDER}/asleep.json`, 'no recorded run can be read from'],
      [`${FOLDER}/asleep.svg`, 'there is no pictures/asleep.svg'],
    ] as const) {
      const { root, made } = pictures();
      rmSync(join(root, gone));
      expect(() => made.htmlOf(timeline)).toThrow(message);
    }
  });
});

describe('a chart on a page', () => {
  it('has no run to step through', () => {
    const { root, made } = pictures();
    const svg = readFileSync(join(root, FOLDER, 'asleep.svg'), 'utf8');
    writeFileSync(join(root, FOLDER, 'bill.svg'), svg);
    const { text } = made.htmlOf({ ...timeline, kind: 'chart', words: 'bill as=bars' });
    expect(text).not.toContain('data-trace');
    expect(made.files).toEqual([]);
  });
});
