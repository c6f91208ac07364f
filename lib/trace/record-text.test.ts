import { describe, expect, it } from 'vitest';
import { formatCall } from './format-call.ts';
import {
  endText,
  FULL_TEXT,
  headingText,
  parseRecord,
  startText,
  stepText,
} from './record-text.ts';
import { scripted, text } from './scripted-kernel.fixture.ts';

/** A record that is written as its calls are made. */
function written() {
  let record = headingText({ name: 'client', clockOffsetMs: 1000 });
  const recorded = scripted({
    onStart: (call) => {
      record += startText(call);
    },
    onEnd: (call) => {
      record += endText(call);
    },
  });
  return { ...recorded, text: () => record };
}

describe('parseRecord()', () => {
  it('reads what was written, in the time of all', () => {
    const { on, calls, text: record } = written();
    on({ result: 3 }).send(5, text('f\0ö'), 4, 0);
    on({ write: (fds: Int32Array) => fds.set([3, -4]) }).pipe2(new Int32Array(2), 0);
    on({ result: 1 }).select(4, Uint8Array.of(8), null, null, Int32Array.of(1, 0, 2, 0));
    const read = parseRecord(record());
    expect(read).toMatchObject({ name: 'client', isFull: false });
    const shown = (options: object) =>
      read.calls.map((call) => formatCall(call, options));
    expect(shown({ durations: true, sinceMs: 1000 })).toEqual(
      calls.map((call) => formatCall(call, { durations: true, sinceMs: 0 })),
    );
  });

  it('reads the steps of tasks between the calls', () => {
    const heading = headingText({ name: 'main', clockOffsetMs: 1000 });
    const record =
      heading +
      stepText({ task: 'foo', startMs: 1, endMs: 2.5 }) +
      stepText({ task: 'a "bar"', startMs: 3, endMs: 4 });
    expect(parseRecord(record)).toMatchObject({
      calls: [],
      steps: [
        { task: 'foo', startMs: 1001, endMs: 1002.5 },
        { task: 'a "bar"', startMs: 1003, endMs: 1004 },
      ],
    });
  });

  it('reads the call in which the program was killed', () => {
    const { on, text: record } = written();
    const error = new Error('killed');
    expect(() => on({ error }).recv(5, new Uint8Array(9), 9, 0)).toThrow();
    const { calls } = parseRecord(record());
    expect(calls.map((call) => formatCall(call))).toEqual(['recv(5,  <unfinished ...>']);
  });

  it('leaves out a line in the middle of whose writing the program was killed', () => {
    const { on, text: record } = written();
    on().close(3);
    on().close(4);
    const cut = record().trimEnd();
    for (let length = cut.lastIndexOf('\n') + 1; length < cut.length; length++) {
      const [first, second, ...more] = parseRecord(cut.slice(0, length)).calls;
      expect(first).toMatchObject({ name: 'close', result: 0 });
      if (second !== undefined) expect(second).toMatchObject({ result: undefined });
      expect(more).toEqual([]);
    }
  });

  it('says that there was more than was written', () => {
    const { on, text: record } = written();
    on().close(3);
    const read = parseRecord(record() + FULL_TEXT);
    expect(read.isFull).toBe(true);
    expect(read.calls).toHaveLength(1);
  });

  it('throws SyntaxError for what is no record', () => {
    expect(() => parseRecord('hello')).toThrow(SyntaxError);
    expect(() => parseRecord('')).toThrow(SyntaxError);
  });
});
