import { expect, it } from 'vitest';
import { roundTimes } from './time-axis.ts';

it.each([
  [60, [0, 10, 20, 30, 40, 50]],
  [345, [0, 100, 200, 300]],
  [0.4, [0, 0.1, 0.2, 0.3]],
  [0, [0]],
])(
  'of %d ms the times %j are round, and leave room for their names',
  (durationMs, times) => {
    expect(roundTimes(durationMs)).toEqual(times.map((time) => expect.closeTo(time, 6)));
  },
);
