import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from './course-process.ts';
import { readProgress, updateProgress } from './progress.ts';

const nothing = { runs: [], passed: [], hints: {} };

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
    expect(readProgress(file)).toEqual({ ...nothing, passed: ['01-a/1-c'] });
  });
});

describe('updateProgress()', () => {
  it('keeps what was changed', () => {
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    updateProgress((progress) => {
      progress.passed.push('01-a/1-c');
      progress.hints['01-a/1-c'] = 2;
    }, file);
    expect(readProgress(file)).toEqual({
      runs: ['01-a/b'],
      passed: ['01-a/1-c'],
      hints: { '01-a/1-c': 2 },
    });
    expect(readdirSync(join(folder, '.course'))).toEqual(['progress.json']);
  });

  it('keeps what a newer course has added', () => {
    updateProgress(() => {}, file);
    writeFileSync(file, '{"badges": 1}');
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ badges: 1 });
  });

  it('says in a line that it cannot be saved', () => {
    // A file where the folder should be stops everybody, root too.
    writeFileSync(join(folder, '.course'), '');
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    expect(said()).toMatch(/Your progress could not be saved: /);
  });

  it.runIf(process.getuid?.() !== 0)('leaves the file as it was if that fails', () => {
    updateProgress((progress) => progress.runs.push('01-a/b'), file);
    chmodSync(join(folder, '.course'), 0o500);
    updateProgress((progress) => progress.runs.push('01-a/c'), file);
    chmodSync(join(folder, '.course'), 0o700);
    expect(readProgress(file).runs).toEqual(['01-a/b']);
  });
});
