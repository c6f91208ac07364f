import { describe, expect, it } from 'vitest';
import type { Chapter, Exercise } from '../catalogue.ts';
import type { CheckResult } from '../exercises/report.ts';
import { noProgress } from '../progress-file.ts';
import { displayWidth, ESCAPE } from '../text/display-width.ts';
import { farewell } from './farewell.ts';
import { drawScreen, type Size } from './screen.ts';
import type { FinishedRun, WatchState } from './state.ts';

const usual: Size = { columns: 80, rows: 24 };
const sizes: Size[] = [
  usual,
  { columns: 200, rows: 50 },
  { columns: 40, rows: 10 },
  { columns: 20, rows: 5 },
  { columns: 1, rows: 1 },
];

const exercise = (number: string, title: string): Exercise => ({
  id: `01-one/${number}-try`,
  chapter: '01-one',
  number,
  key: `try-${number}`,
  slug: 'try',
  title,
  folder: `${process.cwd()}/exercises/01-one/${number}-try`,
  solution: '',
  minutes: 5,
  difficulty: 1,
  tags: [],
  needs: [],
  teaches: [],
  stuck: '',
});

const [first, second] = [exercise('1', 'Try'), exercise('2', 'Try again')];

const chapter: Chapter = {
  id: '01-one',
  number: '01',
  slug: 'one',
  title: 'One',
  question: 'Why?',
  folder: `${process.cwd()}/chapters/01-one`,
  programs: [],
  exercises: [first, second],
  teaches: [],
  workshop: undefined,
};

const check = (name: string, more: Partial<CheckResult> = {}): CheckResult => {
  return { name, outcome: 'passed', message: '', printed: [], ...more };
};

const wrong = check('the second', {
  outcome: 'wrong',
  message: 'It returned 3 bytes of 9. What does recv() return?',
});

function finished(...checks: CheckResult[]): FinishedRun {
  const passed = checks.every(({ outcome }) => outcome === 'passed');
  const report = { checks, passed };
  return { kind: 'finished', report, mistake: undefined, at: '14:05:09', seconds: 0.42 };
}

function state(change: Partial<WatchState> = {}): WatchState {
  return {
    chapters: [chapter],
    progress: progress(),
    exercise: first,
    isStarter: false,
    run: finished(check('the first'), wrong),
    types: { kind: 'unknown' },
    page: { kind: 'result' },
    scroll: 0,
    ...change,
  };
}

const lines = (change: Partial<WatchState> = {}, size = usual) =>
  drawScreen(state(change), size).lines;

const passedBoth = finished(check('the first'), check('the second'));
const progress = (...passed: string[]) => ({ ...noProgress(), passed });

describe('drawScreen()', () => {
  it('shows the failure first, then what passed, and the keys', () => {
    const [title, status, gap, ...rest] = lines();
    expect(title).toMatch(/^01\/1 · Try +exercise 1 of 2, not passed yet$/);
    expect(status).toBe('✗ 1 of 2 checks passed. Checked at 14:05:09 in 0.4 s.');
    expect(gap).toBe('');
    expect(rest.slice(0, 4)).toEqual([
      '✗ wrong  the second',
      '         It returned 3 bytes of 9. What does recv() return?',
      '',
      '✓ passed the first',
    ]);
    expect(rest.at(-1)).toMatch(/^h hint .* q quit$/);
  });

  it('says where the site is, or what keeps it from being built, where there is room', () => {
    const address = 'http://localhost:8420/';
    const status = '✗ 1 of 2 checks passed. Checked at 14:05:09 in 0.4 s.';
    expect(lines({ site: { address } })[1]).toBe(`${status}     ${address}`);
    const fault = 'chapters/01-blocking/README.md:3: there is no quiz x.\nmore';
    const [, second = ''] = lines(
      { site: { address, fault } },
      { columns: 140, rows: 24 },
    );
    expect(second).toMatch(
      / {2,}site: chapters\/01-blocking\/README\.md:3: there is no quiz x\.$/,
    );
    expect(lines({ site: { address } }, { columns: 60, rows: 24 })[1]).toBe(status);
  });

  it.each(sizes)('fills a terminal of %o, and no more', (size) => {
    const long = check('long', {
      outcome: 'wrong',
      message: '漢字 and words '.repeat(80),
      printed: Array.from({ length: 200 }, (_, index) => `line ${index} `.repeat(40)),
    });
    for (const page of [
      { kind: 'result' },
      { kind: 'list', selected: first.id },
    ] as const) {
      const drawn = lines({ run: finished(long), page }, size);
      expect(drawn).toHaveLength(size.rows);
      for (const line of drawn) {
        expect(displayWidth(line)).toBeLessThanOrEqual(size.columns);
      }
    }
  });

  it('says that there is more, and how to see it; scrolling ends at the end', () => {
    const many = Array.from({ length: 40 }, (_, index) => check(`number ${index}`));
    const run = finished(wrong, ...many);
    const top = lines({ run });
    expect(top[3]).toBe('✗ wrong  the second');
    expect(top[21]).toBe(
      '-- lines 1 to 18 of 43, Space and arrows scroll. All: npx course check 01/1 --',
    );
    const far = drawScreen(state({ run, scroll: 1_000 }), usual);
    expect(far.scroll).toBe(25);
    expect(far.lines[20]).toBe('✓ passed number 39');
    expect(drawScreen(state({ run, scroll: -5 }), usual).scroll).toBe(0);
  });

  it('shows the mistake and the types under the failure', () => {
    const mistake = { name: 'short', file: '', diagnosis: 'You count too little.' };
    const problem = { place: 'answer.ts:3:7', message: 'No number. (TS2322)' };
    const drawn = lines({
      run: { ...finished(wrong, check('the first')), mistake },
      types: { kind: 'checked', problems: Array(5).fill(problem) },
    });
    expect(drawn.slice(5, 12)).toEqual([
      '',
      'This behaves like a known mistake: You count too little.',
      'types: answer.ts:3:7 No number. (TS2322)',
      'types: answer.ts:3:7 No number. (TS2322)',
      'types: answer.ts:3:7 No number. (TS2322)',
      'types: and 2 more',
      '',
    ]);
  });

  it('goes on from a pass, and says when all are passed', () => {
    const all = (passed: string[], at: Exercise) =>
      lines({ run: passedBoth, exercise: at, progress: progress(...passed) }).join('\n');
    const one = all([first.key], first);
    expect(one).toContain('exercise 1 of 2, passed');
    expect(one).toContain('✓ All 2 checks passed.');
    expect(one).toContain('d compares your answer with the reference');
    expect(one).toContain('n goes on: 01/2 · Try again.');
    expect(all([second.key], second)).toContain('not passed yet: 01/1. l leads there.');
    expect(all([first.key, second.key], first)).toContain(
      'You have passed every exercise.',
    );
  });

  it('says of a broken answer to what was passed that it was passed before', () => {
    const [header] = lines({ progress: progress(first.key) });
    expect(header).toMatch(/exercise 1 of 2, passed before$/);
    const results = [check('the first')];
    const during = (found: CheckResult[]) =>
      lines({
        progress: progress(first.key),
        run: { kind: 'running', results: found, before: passedBoth },
      })[0];
    expect(during(results)).toMatch(/, passed$/);
    expect(during([...results, wrong])).toMatch(/, passed before$/);
  });

  it('leads a newcomer from the chapter to the first save', () => {
    const drawn = lines({ isStarter: true }).join('\n');
    expect(drawn).toContain('Predict');
    expect(drawn).toMatch(/1\. Read chapters\/01-one\/README\.md \(o opens it\)\.\n/);
    expect(drawn).toContain('Write exercises/01-one/1-try/answer.ts and save.');
    const site = { address: 'http://localhost:8420/' };
    expect(lines({ isStarter: true, site }).join('\n')).toContain(
      '1. Read http://localhost:8420/chapters/01-one/ (o opens it).\n',
    );
    expect(
      lines({ isStarter: true, progress: progress(second.key) }).join('\n'),
    ).not.toContain('Predict');
  });

  it('keeps the last result on the screen until the next one comes', () => {
    const before = finished(wrong);
    const drawn = lines({ run: { kind: 'running', results: [], before } });
    expect(drawn[1]).toBe('… Checking.');
    expect(drawn[3]).toBe('✗ wrong  the second');
    const during = lines({
      run: { kind: 'running', results: [check('a'), wrong], before },
    });
    expect(during[1]).toBe('… Checking: 2 done, 1 of them failed.');
    expect(during[3]).toBe('✗ wrong  the second');
    expect(during[6]).toBe('✓ passed a');
  });

  it('says what is wrong with the file', () => {
    const drawn = lines({ run: { kind: 'trouble', message: 'answer.ts is gone.' } });
    expect(drawn.slice(1, 4)).toEqual(['✗ Not checked.', '', 'answer.ts is gone.']);
  });

  it('obeys nothing that the answer has printed', () => {
    const rude = check('rude', {
      printed: [`${ESCAPE}[2J${ESCAPE}[31m red${ESCAPE}]0;title\u0007`],
    });
    const drawn = lines({ run: finished(rude) }).join('\n');
    expect(drawn).not.toContain(ESCAPE);
    expect(drawn).toContain('your output | ␛[2J red␛]0;title␇');
  });

  it('marks the selected exercise, wherever it is in a long list', () => {
    const drawn = lines({ page: { kind: 'list', selected: second.id } });
    expect(drawn.slice(3, 7)).toEqual([
      'Up and Down choose, Enter goes there, Esc leads back.',
      '✓ run or passed   + given by goto   · not yet',
      '* easy   ** medium   *** hard',
      '',
    ]);
    expect(drawn.slice(7, 10)).toEqual([
      '01 · One',
      '  · 01/1  Try  5 min, *',
      '> · 01/2  Try again  5 min, *',
    ]);
    const low = lines(
      { page: { kind: 'list', selected: second.id } },
      { columns: 80, rows: 6 },
    );
    expect(low.join('\n')).toContain('> · 01/2');
    expect(low.join('\n')).toContain('Up and Down choose.');
    expect(low.join('\n')).not.toContain('arrows scroll');
  });

  it('asks its questions, and says what happened, above the keys', () => {
    expect(lines({ question: 'Begin anew?', notice: 'no' }).at(-2)).toBe('Begin anew?');
    expect(lines({ notice: 'It is so.' }).at(-2)).toBe('It is so.');
  });
});

describe('farewell()', () => {
  it('leaves the whole result behind, however long', () => {
    const many = Array.from({ length: 40 }, (_, index) => check(`number ${index}`));
    const left = farewell(state({ run: finished(wrong, ...many) }), 80);
    expect(left.slice(0, 5)).toEqual([
      '01/1 · Try',
      '',
      '✗ 40 of 41 checks passed. Checked at 14:05:09 in 0.4 s.',
      '',
      '✗ wrong  the second',
    ]);
    expect(left.at(-1)).toBe('✓ passed number 39');
  });

  it('is short where nothing is written yet', () => {
    expect(farewell(state({ isStarter: true }), 80)).toHaveLength(3);
  });
});
