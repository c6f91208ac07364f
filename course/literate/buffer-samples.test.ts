import { describe, expect, it } from 'vitest';
import { conversation } from '../../lib/trace/conversation.fixture.ts';
import { replayOf } from '../../lib/trace/index.ts';
import { type BufferSample, measured } from './buffer-samples.ts';

const programs = conversation();
const replay = replayOf(programs);
const empty = { bytes: 0, share: 0 };
const full = { bytes: 3_000_000, share: 0.75 };

/** What was seen at a time: the client's buffer to send, and nothing else. */
function sample(atMs: number, sending = full, port = 1234, from = 50_000): BufferSample {
  const client = { sending, receiving: empty };
  return { atMs, port, from, client, server: { sending: empty, receiving: empty } };
}

describe('measured()', () => {
  it('gives a connection what was seen of its port, in the time of the run', () => {
    const samples = [sample(120), sample(121, full, 99), sample(130, empty)];
    const [levels = []] = measured(replay, programs, samples, 100).buffers ?? [];
    expect(levels.slice(0, 2)).toEqual([
      [20, 3_000_000, 750, 0, 0],
      [30, 0, 0, 0, 0],
    ]);
  });

  it('takes a buffer for full where a send() was refused and nobody looked', () => {
    const refusedMs = replay.calls.find(({ refused }) => refused)?.endMs ?? 0;
    const levelsOf = (...samples: BufferSample[]) =>
      measured(replay, programs, samples, 100).buffers?.[0];
    const full = [refusedMs, 1024 * 1024, 1000, 0, 0];
    expect(levelsOf(sample(120), sample(130))?.at(-1)).toEqual(full);
    const looked = [sample(120), sample(100 + refusedMs)];
    expect(levelsOf(...looked)).not.toContainEqual(full);
  });

  it('takes a recv() that had bytes all along for awake, however long it took', () => {
    const waiting = { sending: empty, receiving: full };
    const seen = (server: typeof waiting) =>
      [0, 60].map((atMs) => ({ ...sample(100 + atMs), server }));
    const sleeps = (samples: BufferSample[]) =>
      measured(replay, programs, samples, 100).calls.some(
        ({ name, slept }) => name === 'recv' && slept,
      );
    expect(sleeps(seen({ sending: empty, receiving: empty }))).toBe(true);
    expect(sleeps(seen(waiting))).toBe(false);
  });

  it('keeps of what was before the run the last, and of the rest no more than can be seen', () => {
    const early = [sample(90), sample(99, { bytes: 1, share: 0 })];
    const many = Array.from({ length: 10_000 }, (_, index) => sample(100 + index / 250));
    const [levels = []] =
      measured(replay, programs, [...early, ...many], 100).buffers ?? [];
    expect(levels[0]).toEqual([-1, 1, 0, 0, 0]);
    expect(levels.length).toBeLessThan(1200);
  });

  it('says nothing of buffers that were never filled, or whose connection cannot be told', () => {
    const low = { bytes: 7, share: 0.0001 };
    expect(measured(replay, programs, [sample(120, low)], 100)).toBe(replay);
    const two = [sample(120), sample(121, full, 1234, 50_001)];
    expect(measured(replay, programs, two, 100)).toBe(replay);
    expect(measured(replay, programs, [], 100)).toBe(replay);
  });
});
