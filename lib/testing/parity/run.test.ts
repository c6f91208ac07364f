/** What counts as a difference between two kernels, and how it is shown. */
import { describe, expect, it } from 'vitest';
import { SimulatedKernel } from '../../sim/index.ts';
import { breaks } from './breaks.ts';
import { differenceLines } from './difference-lines.ts';
import { compare } from './run.ts';
import type { Step } from './step.ts';

const first = { suitable: true, index: 0 };
const receive: Step = { step: 'receive', on: first, bytes: 1, peek: false };

// Two simulated kernels: no answer here depends on which Linux it is, or whether it is one.
function compareWith(name: string, program: readonly Step[]) {
  const create = () => breaks[name]?.wrap(new SimulatedKernel()) ?? new SimulatedKernel();
  return compare(program, new SimulatedKernel(), create, false);
}

describe('compare()', () => {
  it('finds nothing between a kernel and its like', () => {
    expect(compareWith('none', [{ step: 'pipe' }, receive])).toBeUndefined();
  });

  it('takes a call that would sleep for ever for a difference, and shows who sleeps', () => {
    const difference = compareWith('pipe-blocks', [{ step: 'pipe' }, receive]);
    expect(difference && differenceLines(difference)).toEqual([
      'pipe() = #0 #1',
      'receive(#0, 1)',
      '  real       EAGAIN',
      '  simulated  read on descriptor 3 waits for what can never happen',
    ]);
  });

  it('stops at the first step that differs', () => {
    const close: Step = { step: 'close', on: first, rush: false };
    const send: Step = { step: 'send', on: first, bytes: 1 };
    const program: Step[] = [{ step: 'pipe' }, close, send, send];
    const difference = compareWith('pipe-without-reader', program);
    expect(difference?.calls.map(({ call }) => call)).toEqual([
      'pipe()',
      'close(#0)',
      'send(#1, 1)',
    ]);
    expect(difference).toMatchObject({ real: 'EPIPE', simulated: '1' });
  });
});
