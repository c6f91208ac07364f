import { describe, expect, it } from 'vitest';
import { errno } from './errno.ts';
import { orThrow, SystemError, WouldBlockError, wouldBlock } from './system-error.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('SystemError', () => {
  it('carries the fields of Node’s own errors', () => {
    const to = { host: '127.0.0.1', port: 80 };
    const error = new SystemError('connect', -errno.ECONNREFUSED, to);
    expect({ ...error }).toEqual({
      name: 'SystemError',
      code: 'ECONNREFUSED',
      errno: -errno.ECONNREFUSED,
      syscall: 'connect',
      address: '127.0.0.1',
      port: 80,
    });
  });

  it('says the call, where it went, what happened and by what name', () => {
    expect(
      new SystemError('bind', -errno.EADDRINUSE, { host: '::1', port: 80 }).message,
    ).toBe('bind ::1 port 80: Address already in use (EADDRINUSE)');
    expect(new SystemError('bind', -errno.ENOENT, { path: '/a/b' }).message).toBe(
      'bind /a/b: No such file or directory (ENOENT)',
    );
    expect(new SystemError('recv', -errno.EBADF).message).toBe(
      'recv: Bad file descriptor (EBADF)',
    );
  });

  it('has no address and no port where the call was given none', () => {
    const error = new SystemError('recv', -errno.EBADF);
    expect('address' in error).toBe(false);
    expect('port' in error).toBe(false);
  });

  it('shows a path as the address, as Node does', () => {
    const error = new SystemError('connect', -errno.ENOENT, { path: '/no/such' });
    expect(error.address).toBe('/no/such');
    expect('port' in error).toBe(false);
  });

  it('keeps port 0', () => {
    const error = new SystemError('bind', -errno.EACCES, { host: '::', port: 0 });
    expect(error.port).toBe(0);
    expect(error.message).toContain(':: port 0');
  });

  it('lives with a number that has no name', () => {
    const error = new SystemError('recv', -4321);
    expect(error.code).toBe('E4321');
    expect(error.message).toBe('recv: Unknown error 4321 (E4321)');
  });

  it('is an Error with a stack that begins with its own name', () => {
    const error = new WouldBlockError('recv', -errno.EAGAIN);
    expect(error).toBeInstanceOf(SystemError);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/^WouldBlockError: recv: Resource temporarily/);
  });
});

describe('wouldBlock()', () => {
  it('is true for EAGAIN, EWOULDBLOCK and EINPROGRESS', () => {
    expect(wouldBlock(-errno.EAGAIN)).toBe(true);
    expect(wouldBlock(-errno.EWOULDBLOCK)).toBe(true);
    expect(wouldBlock(-errno.EINPROGRESS)).toBe(true);
  });

  it('is false for every other answer, and for the positive numbers', () => {
    const others = [0, 1, errno.EAGAIN, errno.EINPROGRESS, -errno.EALREADY, -errno.EINTR];
    for (const answer of others) expect(wouldBlock(answer)).toBe(false);
  });
});

describe('orThrow()', () => {
  it('answers what is no error', () => {
    expect(orThrow('recv', 0)).toBe(0);
    expect(orThrow('recv', 5)).toBe(5);
  });

  it('throws WouldBlockError for would-block and SystemError for the rest', () => {
    const waiting = thrownBy(() => orThrow('recv', -errno.EAGAIN));
    expect(waiting).toBeInstanceOf(WouldBlockError);
    const broken = thrownBy(() => orThrow('recv', -errno.EBADF));
    expect(broken).toBeInstanceOf(SystemError);
    expect(broken).not.toBeInstanceOf(WouldBlockError);
  });

  it('tells the error where the call went', () => {
    const to = { host: '::1', port: 9 };
    const error = thrownBy(() => orThrow('connect', -errno.EINPROGRESS, to));
    expect(error).toMatchObject({ code: 'EINPROGRESS', address: '::1', port: 9 });
  });
});
