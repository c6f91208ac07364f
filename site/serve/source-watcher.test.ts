import { describe, expect, it } from 'vitest';
import { isGenerator, isIrrelevant } from './source-watcher.ts';

describe('isIrrelevant()', () => {
  it.each([
    'site/dist',
    'site/dist/index.html',
    'exercises/01-blocking/1-receive-exactly/answer.ts',
    'chapters/01-blocking/blocking.test.ts',
    'chapters/01-blocking/.README.md.swp',
    'chapters/01-blocking/README.md~',
  ])('passes over %s', (path) => {
    expect(isIrrelevant(path)).toBe(true);
  });

  it.each([
    '',
    'chapters',
    'chapters/01-blocking/README.md',
    'exercises/01-blocking/1-receive-exactly/starter.ts',
    'site/theme/base.css',
  ])('sees %s', (path) => {
    expect(isIrrelevant(path)).toBe(false);
  });
});

describe('isGenerator()', () => {
  it('tells what is loaded by the builder from what it reads', () => {
    expect(isGenerator('site/pages/chapter.ts')).toBe(true);
    expect(isGenerator('course/literate/regions.ts')).toBe(true);
    expect(isGenerator('site/client/quiz.ts')).toBe(false);
    expect(isGenerator('chapters/01-blocking/server.ts')).toBe(false);
    expect(isGenerator('site/theme/base.css')).toBe(false);
  });
});
