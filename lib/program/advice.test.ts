import { describe, expect, it } from 'vitest';
import { errno, SystemError } from '../sys/index.ts';
import { adviceFor } from './advice.ts';

const here = { host: '127.0.0.1', port: 80 };

describe('adviceFor()', () => {
  it('says what to do about the errors that a reader meets', () => {
    const advice = (call: string, answer: number) =>
      adviceFor(new SystemError(call, answer, here));
    expect(advice('bind', -errno.EADDRINUSE)).toContain('0 picks a free one');
    expect(advice('bind', -errno.EACCES)).toContain('Ports below 1024 need permission');
    expect(advice('connect', -errno.ECONNREFUSED)).toContain('Start the server first');
    expect(advice('recv', -errno.ECONNRESET)).toContain('The other side is gone');
    expect(advice('send', -errno.EPIPE)).toContain('The other side is gone');
    expect(advice('socket', -errno.EMFILE)).toContain('ulimit -n');
  });

  it('does not talk of ports where a path is the trouble', () => {
    const to = { path: '/tmp/socket' };
    expect(adviceFor(new SystemError('bind', -errno.EADDRINUSE, to))).toBe(
      'There is a file of that name. Remove it if no program listens on it.',
    );
    expect(adviceFor(new SystemError('bind', -errno.EACCES, to))).toBe('');
  });

  it('is empty where there is nothing to add', () => {
    expect(adviceFor(new SystemError('connect', -errno.EACCES, here))).toBe('');
    expect(adviceFor(new SystemError('recv', -errno.EBADF))).toBe('');
    expect(adviceFor(new SystemError('recv', -9999))).toBe('');
  });
});
