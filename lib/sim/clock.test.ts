import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';

describe('Clock', () => {
  it('lets events happen by their times, and those of one time in the order of planning', () => {
    const clock = new Clock();
    const happened: string[] = [];
    for (const [name, ms] of [
      ['c', 5],
      ['a', 1],
      ['d', 5],
      ['b', 2],
    ] as const) {
      clock.after(ms, () => happened.push(`${name} at ${clock.nowMs}`));
    }
    while (clock.next());
    expect(happened).toEqual(['a at 1', 'b at 2', 'c at 5', 'd at 5']);
  });

  it('keeps a thousand events in order, some planned by others', () => {
    const clock = new Clock();
    const times: number[] = [];
    for (let index = 0; index < 1000; index++) {
      clock.after((index * 7919) % 1000, () => {
        times.push(clock.nowMs);
        if (index % 3 === 0) clock.after(0.5, () => times.push(clock.nowMs));
      });
    }
    while (clock.next());
    expect(times).toHaveLength(1334);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('stops where it is told, with all events until then behind it', () => {
    const clock = new Clock();
    let count = 0;
    for (const ms of [1, 2, 3]) clock.after(ms, () => count++);
    clock.advanceTo(2);
    expect([clock.nowMs, count, clock.nextMs]).toEqual([2, 2, 3]);
  });

  it('answers false, and stays, when nothing is planned', () => {
    const clock = new Clock();
    expect(clock.next()).toBe(false);
    expect(clock.nextMs).toBe(Infinity);
  });

  it.each([-1, Number.NaN, Infinity])('plans nothing %s ms ahead', (ms) => {
    expect(() => new Clock().after(ms, () => {})).toThrow(`not ${ms}`);
  });

  it('does not go back', () => {
    const clock = new Clock();
    clock.advanceTo(5);
    expect(() => clock.advanceTo(4)).toThrow('goes on from 5 ms, not to 4');
  });
});
