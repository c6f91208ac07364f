import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chapters } from '../catalogue.ts';
import { UsageError } from '../usage-error.ts';
import { takeTraceFlags, wantsTrace } from './trace-flags.ts';

const nothing = { trace: false, traceOut: undefined, traceSummary: false };

function take(typed: string) {
  return takeTraceFlags(typed.split(' '));
}

describe('takeTraceFlags()', () => {
  it('takes its flags from wherever they stand, and leaves the others in their order', () => {
    expect(
      take('--trace client --steps 5 --trace-summary 99 --trace-out a.json --x'),
    ).toEqual({
      flags: { trace: true, traceOut: 'a.json', traceSummary: true },
      rest: ['client', '--steps', '5', '99', '--x'],
    });
    expect(take('client --trace-out=b=c.json').flags.traceOut).toBe('b=c.json');
    expect(take('client')).toEqual({ flags: nothing, rest: ['client'] });
  });

  it('takes nothing from behind --', () => {
    expect(take('client -- --trace')).toEqual({
      flags: nothing,
      rest: ['client', '--', '--trace'],
    });
  });

  it('adds to the flags that stood before', () => {
    const { flags } = takeTraceFlags(['client', '--trace'], { traceOut: 'a.json' });
    expect(flags).toEqual({ ...nothing, trace: true, traceOut: 'a.json' });
    expect([nothing, flags].map(wantsTrace)).toEqual([false, true]);
  });

  it.each(['--trace-out', '--trace-out=', '--trace-out --steps'])(
    'needs a file: %s',
    (typed) => {
      expect(() => take(typed)).toThrow(UsageError);
      expect(() => take(typed)).toThrow(
        'Name a file for the trace: --trace-out trace.json',
      );
    },
  );

  it('takes no option that a program has', () => {
    for (const { folder } of chapters()) {
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
        const code = readFileSync(join(folder, file), 'utf8');
        expect(code, file).not.toMatch(/\btrace(Out|Summary)?: (flag|count)\(/);
      }
    }
  });
});
