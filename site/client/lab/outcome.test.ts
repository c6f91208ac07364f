import { describe, expect, it } from 'vitest';
import { outcomeOf, outcomeOfStop, outcomeOfTypes } from './outcome.ts';
import { limits } from './run/limits.ts';
import type { Ending, Failure } from './run/messages.ts';

const place = { file: 'chapters/03-non-blocking/mine.ts', line: 12, column: 3 };

function failed(kind: Failure['kind'], message: string, calls = 5): Ending {
  const failure = { kind, name: 'TypeError', message, behind: [] };
  return {
    kind: 'failed',
    failure,
    places: [place],
    nowMs: 40,
    calls,
    struck: [],
    idle: {},
  };
}

describe('the outcome of a run', () => {
  it('tells time and calls of one that came to its end', () => {
    const ending: Ending = {
      kind: 'done',
      exitCode: 0,
      nowMs: 12_345,
      calls: 1,
      struck: ['reset'],
      idle: {},
      bytesRead: [1500],
    };
    expect(outcomeOf(ending, [])).toMatchObject({
      isGood: true,
      title: 'Ended after 12.3 s of virtual time and 1 system call.',
    });
    expect(outcomeOf({ ...ending, exitCode: 1 }, [])).toMatchObject({
      isGood: false,
      title: 'Ended with exit code 1, after 12.3 s of virtual time and 1 system call.',
    });
  });

  it('tells how much the other side has read, and which faults did nothing', () => {
    const spent = { nowMs: 1, calls: 1, struck: ['reset'], idle: {}, bytesRead: [1500] };
    const ending: Ending = { kind: 'done', exitCode: 0, ...spent };
    const { details } = outcomeOf(ending, ['reset', 'interrupt']);
    expect(details[0]).toBe('The other side has read 1,500 bytes.');
    expect(details[1]).toMatch(/^interrupt did not strike/);
  });

  it('does not ask why a program spins that a fault makes slow', () => {
    const ending = { ...failed('bound', '', limits.calls), struck: ['one-byte-send'] };
    expect(outcomeOf(ending, []).details[0]).toContain('a call for each byte');
  });

  it('tells too many calls from too much time', () => {
    const calls = outcomeOf(failed('bound', 'maxCalls', limits.calls + 1), []).details[0];
    const time = outcomeOf(failed('bound', 'maxVirtualMs'), []).details[0];
    expect(calls).toContain('3,000,000 system calls');
    expect(time).toContain('600 s of virtual time');
  });

  it('asks a question about an endless loop, and has the line', () => {
    const outcome = outcomeOf(failed('endless-loop', ''), []);
    expect(outcome.place).toEqual(place);
    expect(outcome.details[0]).toContain('What should make its condition false?');
  });

  it('names the class of what was thrown, unless it is no error', () => {
    expect(outcomeOf(failed('error', 'no'), []).title).toBe('TypeError: no');
    const failure = { kind: 'error', name: 'thrown', message: '5', behind: [] } as const;
    const ending: Ending = {
      kind: 'failed',
      failure,
      places: [],
      nowMs: 0,
      calls: 0,
      struck: [],
      idle: {},
    };
    expect(outcomeOf(ending, []).title).toBe('Thrown: 5');
  });

  it('is the first type error, with the others below', () => {
    const problem = { ...place, length: 4, message: 'does not fit', code: 2322 };
    const outcome = outcomeOfTypes([problem, { ...problem, line: 20 }]);
    expect(outcome.title).toBe('does not fit (TS2322)');
    expect(outcome.list).toMatchObject([
      { text: 'does not fit (TS2322)', place: { line: 20 } },
    ]);
  });

  it('says who stopped it', () => {
    expect(outcomeOfStop('reader', 2).title).toBe('Stopped at 2 ms of virtual time.');
    expect(outcomeOfStop('silent', 2).title).toContain(
      'nothing was heard of it for 10 s.',
    );
    expect(outcomeOfStop('long', 2).title).toContain('it has run for 60 s.');
  });
});
