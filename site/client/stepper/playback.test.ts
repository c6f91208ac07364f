import { describe, expect, it } from 'vitest';
import { Playback } from './playback.ts';

// Half a minute for 60 ms: 500 times slower.
const run = { durationMs: 60, timesMs: [0, 1, 31] };

describe('Playback', () => {
  it('goes on by the clock of the run, and stops at its end', () => {
    const playback = new Playback(run, 0);
    expect(playback.slowness).toBe(500);
    playback.advance(499);
    expect(playback).toMatchObject({ index: 0, atMs: expect.closeTo(0.998, 5) });
    playback.advance(2);
    expect(playback.index).toBe(1);
    playback.advance(15_000);
    expect(playback.index).toBe(2);
    expect(playback.isOver).toBe(false);
    playback.advance(20_000);
    expect(playback).toMatchObject({ index: 2, atMs: 60, isOver: true });
  });

  it('holds moments that are close together, so that each is seen', () => {
    const playback = new Playback({ durationMs: 60, timesMs: [0, 0.001, 0.002] }, 0);
    const seen: number[] = [];
    for (let elapsedMs = 0; elapsedMs < 500; elapsedMs += 10) {
      seen.push(playback.index);
      playback.advance(10);
    }
    expect(seen.filter((index) => index === 1)).toHaveLength(15);
  });

  it('takes no longer than three quarters of a minute, however many moments there are', () => {
    const timesMs = Array.from({ length: 3000 }, (_, index) => index / 100);
    const playback = new Playback({ durationMs: 30, timesMs }, 0);
    playback.advance(45_000);
    expect(playback.isOver).toBe(true);
  });
});
