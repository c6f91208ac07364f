import { describe, expect, it } from 'vitest';
import { isIrrelevant } from './source-watcher.ts';

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
