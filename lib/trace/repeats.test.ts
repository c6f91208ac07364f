import { describe, expect, it } from 'vitest';
import { errno } from '../sys/index.ts';
import { bytesMoved } from './call-record.ts';
import { formatCall } from './format-call.ts';
import { condensed, RepeatFilter } from './repeats.ts';
import { scripted, text } from './scripted-kernel.fixture.ts';

const AGAIN = -errno.EAGAIN;

describe('condensed()', () => {
  it('counts the repetitions of a call with the same answer, after the first', () => {
    const { on, idle, calls } = scripted();
    for (let count = 0; count < 1000; count++) {
      on({ result: AGAIN, ms: 1 }).send(3, text('foo'), 3, 0);
      idle(1);
    }
    on({ result: 3 }).send(3, text('foo'), 3, 0);
    expect(condensed(calls).map((call) => formatCall(call, { durations: true }))).toEqual(
      [
        'send(3, "foo", 3, 0) = -1 EAGAIN (Resource temporarily unavailable) <0.001000>',
        'send(3, "foo", 3, 0) = -1 EAGAIN (Resource temporarily unavailable) (999 times in a row) <0.999000>',
        'send(3, "foo", 3, 0) = 3 <0.000001>',
      ],
    );
  });

  it('adds up what they moved, whatever the bytes were', () => {
    const { on, calls } = scripted();
    for (const word of ['foo', 'bar', 'baz']) {
      const write = (_: number, buffer: Uint8Array) => buffer.set(text(word));
      on({ result: 3, write }).recv(3, new Uint8Array(3), 3, 0);
    }
    expect(condensed(calls).map(bytesMoved)).toEqual([3, 6]);
    expect(condensed(calls).map((call) => formatCall(call))[1]).toBe(
      'recv(3, "bar", 3, 0) = 3 (2 such calls, 3 bytes each)',
    );
  });

  it('keeps calls apart that ask or answer something else', () => {
    let task = 'one';
    const { on, calls } = scripted({ currentTask: () => task });
    on({ result: 1 }).send(3, text('a'), 1, 0);
    on({ result: 1 }).send(3, text('b'), 1, 0);
    on({ result: 1 }).send(4, text('b'), 1, 0);
    on({ result: AGAIN }).send(4, text('b'), 1, 0);
    task = 'two';
    on({ result: AGAIN }).send(4, text('b'), 1, 0);
    const fds = () => Int32Array.of(3, 1, 4, 1);
    const ready = (place: number) => (array: Int32Array) =>
      array.fill(9, place, place + 1);
    on({ result: 1, write: ready(1) }).poll(fds(), 2, -1);
    on({ result: 1, write: ready(3) }).poll(fds(), 2, -1);
    expect(condensed(calls)).toEqual(calls);
  });

  it('keeps a call that never returned', () => {
    const { on, calls } = scripted();
    on({ result: 1 }).recv(3, new Uint8Array(1), 1, 0);
    on({ result: 1 }).recv(3, new Uint8Array(1), 1, 0);
    const error = new Error('deadlock');
    expect(() => on({ error }).recv(3, new Uint8Array(1), 1, 0)).toThrow();
    expect(condensed(calls).map(({ result }) => result)).toEqual([1, 1, undefined]);
  });
});

describe('RepeatFilter', () => {
  function filtered(longestMs?: number) {
    const heard: string[] = [];
    const filter = new RepeatFilter(
      {
        onStart: ({ name }) => heard.push(`${name} begins`),
        onEnd: ({ repeats, result }) => heard.push(`${repeats} × ${result}`),
      },
      longestMs,
    );
    const recorded = scripted({
      onStart: (call) => filter.onStart(call),
      onEnd: (call) => filter.onEnd(call),
    });
    return { ...recorded, filter, heard };
  }

  it('passes on that a call is under way, of a row that its first one is', () => {
    const { on, filter, heard } = filtered();
    for (const result of [0, 0, 0, 0, 1]) on({ result }).listen(3, 1);
    on({ result: 2 }).close(3);
    filter.flush();
    expect(heard).toEqual([
      'listen begins',
      '1 × 0',
      'listen begins', // the second says so, the others do not
      '3 × 0',
      'listen begins',
      '1 × 1',
      'close begins',
      '1 × 2',
    ]);
  });

  it('passes a row on that lasts too long, and begins another', () => {
    const { on, filter, heard } = filtered(10);
    for (let count = 0; count < 8; count++) on({ ms: 5 }).listen(3, 1);
    filter.flush();
    expect(heard.filter((line) => line.includes('×'))).toEqual([
      '1 × 0',
      '2 × 0',
      '2 × 0',
      '2 × 0',
      '1 × 0',
    ]);
  });
});
