import { expect, it } from 'vitest';
import { errno } from '../sys/index.ts';
import { scripted, text } from './scripted-kernel.fixture.ts';
import { formatSummary, summarise } from './summary.ts';

it('summarise() adds up calls, errors, bytes, and time asleep and running', () => {
  const { on, idle, calls } = scripted();
  on({ ms: 0.01, result: 600 }).send(3, text('x'), 1000, 0);
  idle(10);
  on({ ms: 5, result: 400 }).send(3, text('x'), 400, 0);
  on({ ms: 0.01, result: -errno.EPIPE }).send(3, text('x'), 1, 0);
  on({ ms: 0.03 }).close(3);
  const summary = summarise(calls);
  expect(summary.asleepMs).toBeCloseTo(5);
  expect(summary.runningMs).toBeCloseTo(10.05);
  expect(summary.durationMs).toBeCloseTo(15.05);
  expect(formatSummary(summary)).toEqual([
    '4 calls in 15.1 ms: asleep 5.0 ms, running 10.1 ms',
    'call   calls  errors  bytes  bytes/call   ms',
    'send       3       1  1,000         500  5.0',
    'close      1                             0.0',
  ]);
});

it('summarise() lets a call that never returned last until the program was stopped', () => {
  const { on, calls } = scripted();
  const error = new Error('killed');
  expect(() => on({ error }).close(3)).toThrow();
  expect(() => on({ error }).recv(3, new Uint8Array(1), 1, 0)).toThrow();
  const startMs = calls[1]?.startMs ?? 0;
  expect(summarise(calls.slice(1), startMs + 7)).toMatchObject({
    asleepMs: 7,
    durationMs: 7,
  });
  expect(summarise(calls.slice(1))).toMatchObject({ asleepMs: 0, durationMs: 0 });
});

it('summarise() of nothing', () => {
  expect(formatSummary(summarise([]))).toEqual(['0 calls']);
});
