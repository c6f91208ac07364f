import { describe, expect, it } from 'vitest';
import { foreignFunctions, loopback, readiness } from './kernel.ts';

describe('what the doctor tries on the kernel', () => {
  it.each([
    ['foreignFunctions()', foreignFunctions],
    ['loopback()', loopback],
    ['readiness()', readiness],
  ])('%s works here', async (_, examination) => {
    expect(await examination()).toMatchObject({ verdict: 'ok' });
  });

  it('makes a line of a library that does not load', async () => {
    const load = () => Promise.reject(new Error('no such symbol: epoll_wait.\nat …'));
    expect(await loopback(load)).toEqual({
      verdict: 'missing',
      says:
        'no such symbol: epoll_wait. Every program of the course does this. ' +
        'A sandbox or a firewall may forbid it.',
    });
  });
});
