import os from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type ErrnoName, errno, errnoName, errnoNumber, errnoText } from './errno.ts';
import { errnoOf } from './foreign-platform.fixture.ts';
import { type Platform, platform } from './platform.ts';

const linux: Platform = { system: 'linux', processor: 'x64' };
const darwin: Platform = { system: 'darwin', processor: 'arm64' };

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

describe('errno', () => {
  it('has the number that Node knows, for every error that Node knows here', () => {
    expect(Object.keys(os.constants.errno).length).toBeGreaterThan(70);
    expect(errno).toMatchObject(os.constants.errno);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(errno)).toBe(true);
  });

  it('has every error of Linux: 1 to 133, of which 41 and 58 are not in use', async () => {
    const { errnoName } = await errnoOf('linux');
    const nameless = numbersTo(134).filter(
      (number) => errnoName(number) === `E${number}`,
    );
    expect(nameless).toEqual([41, 58, 134]);
  });

  it('has every error of macOS: 1 to 106', async () => {
    const { errnoName } = await errnoOf('darwin');
    const nameless = numbersTo(107).filter(
      (number) => errnoName(number) === `E${number}`,
    );
    expect(nameless).toEqual([107]);
  });

  it('has a positive number for each name, and leaves out the names of the other system', async () => {
    for (const system of ['linux', 'darwin'] as const) {
      const { errno } = await errnoOf(system);
      expect(Object.values(errno).every((number) => number > 0)).toBe(true);
      expect('ENONET' in errno).toBe(system === 'linux');
      expect('EPROCLIM' in errno).toBe(system === 'darwin');
    }
  });
});

describe('errnoNumber()', () => {
  it.each<[ErrnoName, number | undefined, number | undefined]>([
    ['EINTR', 4, 4],
    ['EAGAIN', 11, 35],
    ['EDEADLK', 35, 11],
    ['ENAMETOOLONG', 36, 63],
    ['ENOSYS', 38, 78],
    ['ELOOP', 40, 62],
    ['ENOTSOCK', 88, 38],
    ['EADDRINUSE', 98, 48],
    ['ECONNRESET', 104, 54],
    ['ETIMEDOUT', 110, 60],
    ['ECONNREFUSED', 111, 61],
    ['EALREADY', 114, 37],
    ['EINPROGRESS', 115, 36],
    ['ECANCELED', 125, 89],
    ['EHWPOISON', 133, undefined],
    ['EQFULL', undefined, 106],
  ])('%s is %s on Linux and %s on macOS', (name, onLinux, onDarwin) => {
    expect(errnoNumber(name, linux)).toBe(onLinux);
    expect(errnoNumber(name, darwin)).toBe(onDarwin);
  });

  it('answers for this platform if it is not told another', () => {
    expect(errnoNumber('EAGAIN')).toBe(os.constants.errno.EAGAIN);
  });

  it('gives two names one number where C does', () => {
    expect(errnoNumber('EWOULDBLOCK', linux)).toBe(errnoNumber('EAGAIN', linux));
    expect(errnoNumber('EWOULDBLOCK', darwin)).toBe(errnoNumber('EAGAIN', darwin));
    expect(errnoNumber('EDEADLOCK', linux)).toBe(errnoNumber('EDEADLK', linux));
    expect(errnoNumber('ENOTSUP', linux)).toBe(errnoNumber('EOPNOTSUPP', linux));
  });

  it('gives them two where only Linux has one', () => {
    expect(errnoNumber('ENOTSUP', darwin)).toBe(45);
    expect(errnoNumber('EOPNOTSUPP', darwin)).toBe(102);
  });
});

describe('errnoName()', () => {
  it('names an error as Node does', () => {
    const ofSystem = new Set<number>(Object.values(os.constants.errno));
    const named = [...getSystemErrorMap()]
      .map(([number, [name]]) => [-number, name] as const)
      .filter(([number]) => ofSystem.has(number) && number !== errno.EOPNOTSUPP);
    expect(named.length).toBeGreaterThan(50);
    for (const [number, name] of named) expect(errnoName(number)).toBe(name);
  });

  it('names an error by the first of its two names', () => {
    expect(errnoName(errno.EWOULDBLOCK)).toBe('EAGAIN');
    expect(errnoName(errno.EDEADLK)).toBe('EDEADLK');
    expect(errnoName(errno.EOPNOTSUPP)).toBe('EOPNOTSUPP');
  });

  it('makes a name of a number that has none', () => {
    expect(errnoName(1234)).toBe('E1234');
    expect(errnoName(0)).toBe('E0');
  });
});

describe('errnoText()', () => {
  it('says what an error means', () => {
    expect(errnoText(errno.EAGAIN)).toBe('Resource temporarily unavailable');
    expect(errnoText(errno.ECONNREFUSED)).toBe('Connection refused');
    expect(errnoText(errno.EPIPE)).toBe('Broken pipe');
  });

  it('has one text for both names of a number', async () => {
    const { errno, errnoText } = await errnoOf('linux');
    expect(errnoText(errno.EOPNOTSUPP)).toBe('Operation not supported');
    expect(errnoText(errno.EWOULDBLOCK)).toBe(errnoText(errno.EAGAIN));
  });

  it('shows a number that it does not know', () => {
    expect(errnoText(1234)).toBe('Unknown error 1234');
  });

  it.runIf(platform.system === 'linux')('does not know the two gaps', () => {
    expect(errnoText(41)).toBe('Unknown error 41');
    expect(errnoText(58)).toBe('Unknown error 58');
  });
});
