import { describe, expect, it } from 'vitest';
import { placeIn, placeInFolder } from './place-in.ts';

const stack = `TypeError: no function
    at within (file:///course/exercises/1-try/mistakes/never.ts:3:1)
    at task (file:///course/exercises/1-try/scene.ts?round=2:41:7)
    at file:///course/exercises/1-try/checks.ts:9:5`;

describe('placeIn()', () => {
  it('names the innermost line of the file', () => {
    expect(placeIn('/course/exercises/1-try/checks.ts', stack)).toBe('checks.ts:9');
    expect(placeIn('/course/exercises/1-try/answer.ts', stack)).toBeUndefined();
  });
});

describe('placeInFolder()', () => {
  it('names the innermost line of any file that lies in the folder itself', () => {
    expect(placeInFolder('/course/exercises/1-try', stack)).toBe('scene.ts:41');
    expect(placeInFolder('/course/exercises/2-do', stack)).toBeUndefined();
    expect(placeInFolder('/course/exercises/1-try')).toBeUndefined();
  });
});
