import { describe, expect, it } from 'vitest';
import { chapters } from '../catalogue.ts';
import { noProgress } from '../progress-file.ts';
import { nextExercise } from './chosen-exercise.ts';

const all = chapters();
const exercises = all.flatMap((chapter) => chapter.exercises);
const [first, second, third, fourth] = exercises.map(({ key }) => key);
const last = exercises.at(-1)?.key;

const next = (change: object) => nextExercise(all, { ...noProgress(), ...change })?.key;

describe('nextExercise()', () => {
  it('is the first that is neither passed nor given', () => {
    expect(next({})).toBe(first);
    expect(next({ passed: [second], given: [first] })).toBe(third);
    expect(next({ passed: exercises.map(({ key }) => key) })).toBeUndefined();
  });

  it('is the one that was open last, whatever comes before it', () => {
    expect(next({ open: third })).toBe(third);
    expect(next({ open: third, at: all[2]?.slug, given: [third] })).toBe(third);
  });

  it('is what comes after the one that was open last, once that is passed', () => {
    expect(next({ open: third, passed: [third] })).toBe(fourth);
    expect(next({ open: last, passed: [last] })).toBe(first);
  });

  it('is as if none had been open where that exercise has gone', () => {
    expect(next({ open: 'from-an-older-course' })).toBe(first);
  });
});
