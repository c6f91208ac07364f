import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chapters } from './catalogue.ts';
import { temporaryFolder } from './course-process.ts';
import { hasRun, readProgress, updateProgress } from './progress.ts';
import { noProgress } from './progress-file.ts';

const nothing = noProgress();

let file: string;
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, '.course', 'progress.json');
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
});

function said(): string {
  return vi.mocked(process.stderr.write).mock.calls.join('');
}

describe('readProgress()', () => {
  it('is nothing before anything was done', () => {
    expect(readProgress(file)).toEqual(nothing);
    expect(said()).toBe('');
  });

  it.each([
    '',
    'null',
    '[]',
    '{"runs": 7}',
    '{"runs": [7]}',
    '{"passed": [7]}',
    '{"hints": {"a": -7}}',
    '{"hints": {"a": 0.5}}',
    '{"given": {}}',
    '{"answers": {"a": 7}}',
    '{"at": 7}',
    '{"open": 7}',
  ])('puts a damaged file aside and says so: %j', (text) => {
    updateProgress(() => {}, file);
    writeFileSync(file, text);
    expect(readProgress(file)).toEqual(nothing);
    expect(said()).toMatch(/^Your progress was damaged and starts anew\./);
    const [aside] = readdirSync(join(folder, '.course'));
    expect(readFileSync(join(folder, '.course', aside ?? ''), 'utf8')).toBe(text);
    expect(existsSync(file)).toBe(false);
  });

  it('takes a file of an older course, in which something is missing', () => {
    updateProgress(() => {}, file);
    writeFileSync(file, '{"runs": ["01-a/b"]}');
    expect(readProgress(file)).toEqual({ ...nothing, runs: ['01-a/b'] });
  });

  it('takes a file of the first courses, with a hash beside each exercise', () => {
    updateProgress(() => {}, file);
    writeFileSync(file, '{"passed": {"01-a/1-c": "hash"}}');
    expect(readProgress(file)).toEqual({ ...nothing, passed: ['c'] });
  });

  it('takes a file of an earlier course, which knew exercises by their ids', () => {
    updateProgress(() => {}, file);
    // All that there were then, under the numbers that they had.
    const passed = [
      '01-blocking/1-receive-exactly',
      '03-non-blocking/1-four-answers',
      '05-select/1-pack-an-fd-set',
      '07-event-loop/1-whichever-is-first',
      'b-a-kernel-you-can-pause/1-a-slow-reader',
      'b-a-kernel-you-can-pause/2-one-byte-at-a-time',
    ];
    const hints = { '05-select/1-pack-an-fd-set': 2 };
    writeFileSync(file, JSON.stringify({ passed, hints }));
    const progress = readProgress(file);
    const keys = chapters().flatMap(({ exercises }) => exercises.map(({ key }) => key));
    expect(progress.passed).toHaveLength(6);
    for (const key of progress.passed) expect(keys).toContain(key);
    expect(progress.hints).toEqual({ 'pack-an-fd-set': 2 });
  });
});

describe('updateProgress()', () => {
  it('keeps what was changed', () => {
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    updateProgress((progress) => {
      progress.passed.push('c');
      progress.hints.c = 2;
      progress.at = 'select';
      progress.open = 'd';
    }, file);
    expect(readProgress(file)).toEqual({
      ...nothing,
      runs: ['01-a/b'],
      passed: ['c'],
      hints: { c: 2 },
      at: 'select',
      open: 'd',
    });
    expect(readdirSync(join(folder, '.course'))).toEqual(['progress.json']);
  });

  it('keeps what a newer course has added', () => {
    updateProgress(() => {}, file);
    writeFileSync(file, '{"badges": 1}');
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ badges: 1 });
  });

  it('keeps what a damaged file could not, and the damaged file', () => {
    mkdirSync(join(folder, '.course'));
    writeFileSync(file, '{"runs"');
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    expect(readProgress(file).runs).toEqual(['01-a/b']);
    expect(readdirSync(join(folder, '.course'))).toHaveLength(2);
  });

  it('says in one line that it cannot be saved, and goes on', () => {
    // A file where the folder should be stops everybody, root too.
    writeFileSync(join(folder, '.course'), '');
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    expect(said()).toMatch(/^Your progress could not be saved: .*\n$/);
  });

  it.runIf(process.getuid?.() !== 0)('leaves the file as it was if that fails', () => {
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    chmodSync(join(folder, '.course'), 0o500);
    updateProgress((progress) => progress.runs.push('01-a/c'), file);
    chmodSync(join(folder, '.course'), 0o700);
    expect(readProgress(file).runs).toEqual(['01-a/b']);
  });
});

describe('hasRun()', () => {
  it('knows a program in a chapter that has got another number', () => {
    const [chapter] = chapters();
    if (chapter === undefined) throw new Error('The course has no chapter');
    const runs = [`17-${chapter.slug}/client`];
    expect(hasRun({ ...nothing, runs }, chapter, 'client')).toBe(true);
    expect(hasRun({ ...nothing, runs }, chapter, 'server')).toBe(false);
    expect(hasRun({ ...nothing, runs: ['17-other/client'] }, chapter, 'client')).toBe(
      false,
    );
  });
});
