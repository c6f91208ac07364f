/** What socket(2), close(2) and fcntl(2) promise: descriptors, and which number is given next. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  F_GETFD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  IPPROTO_TCP,
  O_NONBLOCK,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
} from '../../sys/index.ts';
import { NEVER_OPEN, named, type StartCase } from './kernel-under-test.ts';

// #region socket
/** socket(2): what can be made, with which flags, and what cannot. */
export function describeSocket(start: StartCase): void {
  describe('socket()', () => {
    it.each([
      ['IPv4', AF_INET, IPPROTO_TCP],
      ['IPv6', AF_INET6, IPPROTO_TCP],
      ['Unix', AF_UNIX, 0],
    ])('makes a stream socket of %s, with its protocol or 0', (_, family, protocol) => {
      const on = start();
      on.opened(on.kernel.socket(family, SOCK_STREAM, protocol));
      on.opened(on.kernel.socket(family, SOCK_STREAM, 0));
    });

    it('blocks, and is kept by a program that this one becomes, unless told otherwise', () => {
      const on = start();
      const plain = on.socket();
      expect(on.kernel.fcntl(plain, F_GETFL, 0) & O_NONBLOCK).toBe(0);
      expect(on.kernel.fcntl(plain, F_GETFD, 0)).toBe(0);
      const flagged = on.socket(AF_INET, SOCK_NONBLOCK | SOCK_CLOEXEC);
      expect(on.kernel.fcntl(flagged, F_GETFL, 0) & O_NONBLOCK).toBe(O_NONBLOCK);
      expect(on.kernel.fcntl(flagged, F_GETFD, 0)).toBe(FD_CLOEXEC);
    });

    it.each([
      ['EAFNOSUPPORT', 'an unknown family', 9999, SOCK_STREAM, 0],
      ['EAFNOSUPPORT', 'a negative family', -1, SOCK_STREAM, 0],
      ['EAFNOSUPPORT', 'no family', 0, SOCK_STREAM, 0],
      ['EINVAL', 'an unknown type', AF_INET, 99, 0],
      ['EINVAL', 'an unknown flag of the type', AF_INET, SOCK_STREAM | 0x100000, 0],
      ['ESOCKTNOSUPPORT', 'a type that the family lacks', AF_INET, 0, 0],
      ['EPROTONOSUPPORT', 'the protocol of another type', AF_INET, SOCK_STREAM, 17],
      ['EPROTONOSUPPORT', 'the protocol of another family', AF_UNIX, SOCK_STREAM, 6],
    ])('answers %s for %s', (error, _, family, type, protocol) => {
      expect(named(start().kernel.socket(family, type, protocol))).toBe(error);
    });
  });
}
// #endregion

// #region next-descriptor
/** Which number a new descriptor gets, whatever it stands for. */
export function describeNextDescriptor(start: StartCase): void {
  describe('the next descriptor', () => {
    it('has the lowest number that is free', () => {
      const on = start();
      const [first, second, third] = [on.socket(), on.socket(), on.socket()];
      on.close(second);
      on.close(first);
      expect(on.socket()).toBe(first);
      expect(on.socket()).toBe(second);
      expect(on.socket()).toBeGreaterThan(third);
    });

    it('is counted in one row for sockets, accepted sockets, pipes and epolls', () => {
      const on = start();
      const { listener, address } = on.listening();
      const client = on.socket();
      expect(on.connect(client, address)).toBe(0);
      const places = [on.socket(), on.socket(), on.socket(), on.socket()];
      for (const fd of places) on.close(fd);
      const accepted = on.accept(listener);
      const { readEnd, writeEnd } = on.pipe();
      const epoll = on.opened(on.kernel.epoll_create1(0));
      expect([accepted, readEnd, writeEnd, epoll]).toEqual(places);
    });

    it('is not spent by a call that fails', () => {
      const on = start();
      const { listener } = on.listening(AF_INET, 16, SOCK_NONBLOCK);
      const next = on.socket();
      on.close(next);
      expect(named(on.kernel.accept4(listener, null, null, 0))).toBe('EAGAIN');
      expect(named(on.kernel.socket(9999, SOCK_STREAM, 0))).toBe('EAFNOSUPPORT');
      expect(on.socket()).toBe(next);
    });
  });
}
// #endregion

// #region close
/** close(2): what its number means afterwards. */
export function describeClose(start: StartCase): void {
  describe('close()', () => {
    it('makes the number a bad one', () => {
      const on = start();
      const fd = on.socket();
      expect(on.kernel.close(fd)).toBe(0);
      expect(named(on.kernel.close(fd))).toBe('EBADF');
      expect(named(on.kernel.close(NEVER_OPEN))).toBe('EBADF');
      expect(named(on.kernel.close(-1))).toBe('EBADF');
    });
  });
}
// #endregion

// #region fcntl
/** fcntl(2): O_NONBLOCK, FD_CLOEXEC, and whose they are. */
export function describeFcntl(start: StartCase): void {
  describe('fcntl()', () => {
    it('F_SETFL sets and clears O_NONBLOCK, also on pipes', () => {
      const on = start();
      for (const fd of [on.socket(), on.pipe().readEnd]) {
        on.setBlocking(fd, false);
        expect(on.kernel.fcntl(fd, F_GETFL, 0) & O_NONBLOCK).toBe(O_NONBLOCK);
        on.setBlocking(fd, true);
        expect(on.kernel.fcntl(fd, F_GETFL, 0) & O_NONBLOCK).toBe(0);
      }
    });

    it('F_GETFL tells what may be done: read and write, read only, write only', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      const accessMode = (fd: number) => on.kernel.fcntl(fd, F_GETFL, 0) & 3;
      expect([on.socket(), readEnd, writeEnd].map(accessMode)).toEqual([2, 0, 1]);
    });

    it('F_SETFL leaves the access mode as it is', () => {
      const on = start();
      const { writeEnd } = on.pipe(O_NONBLOCK);
      expect(on.kernel.fcntl(writeEnd, F_SETFL, 0)).toBe(0);
      expect(on.kernel.fcntl(writeEnd, F_GETFL, 0)).toBe(1);
    });

    it('F_SETFD sets and clears FD_CLOEXEC', () => {
      const on = start();
      const fd = on.socket();
      expect(on.kernel.fcntl(fd, F_SETFD, FD_CLOEXEC)).toBe(0);
      expect(on.kernel.fcntl(fd, F_GETFD, 0)).toBe(FD_CLOEXEC);
      expect(on.kernel.fcntl(fd, F_SETFD, 0)).toBe(0);
      expect(on.kernel.fcntl(fd, F_GETFD, 0)).toBe(0);
    });

    it('O_NONBLOCK belongs to one end, and says nothing to the other', () => {
      const on = start();
      const { near, far } = on.connected();
      on.setBlocking(near, false);
      expect(on.kernel.fcntl(far, F_GETFL, 0) & O_NONBLOCK).toBe(0);
    });

    it('answers EINVAL for a command that there is not', () => {
      const on = start();
      expect(named(on.kernel.fcntl(on.socket(), 9999, 0))).toBe('EINVAL');
    });
  });
}
// #endregion
