/** What epoll_create1(2) and epoll_ctl(2) promise: the list of what is watched. */
import { describe, expect, it } from 'vitest';
import {
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLLIN,
  EPOLLOUT,
  F_GETFD,
  FD_CLOEXEC,
} from '../../sys/index.ts';
import { EpollList, epollEvent } from './epoll-list.ts';
import { NEVER_OPEN, named, type StartCase } from './kernel-under-test.ts';

// #region errors
/** epoll_create1(2). */
export function describeEpollCreate(start: StartCase): void {
  describe('epoll_create1()', () => {
    it('takes EPOLL_CLOEXEC, and no other flag', () => {
      const on = start();
      const flagged = on.opened(on.kernel.epoll_create1(EPOLL_CLOEXEC));
      expect(on.kernel.fcntl(flagged, F_GETFD, 0)).toBe(FD_CLOEXEC);
      const plain = on.opened(on.kernel.epoll_create1(0));
      expect(on.kernel.fcntl(plain, F_GETFD, 0)).toBe(0);
      expect(named(on.kernel.epoll_create1(1))).toBe('EINVAL');
    });
  });
}

/** epoll_ctl(2): what it refuses. */
export function describeEpollErrors(start: StartCase): void {
  describe('epoll_ctl()', () => {
    it('answers EEXIST for a descriptor that is there, ENOENT for one that is not', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      expect(list.add(readEnd, EPOLLIN)).toBe(0);
      expect(list.add(readEnd, EPOLLOUT)).toBe('EEXIST');
      expect(list.modify(writeEnd, EPOLLOUT)).toBe('ENOENT');
      expect(list.remove(writeEnd)).toBe('ENOENT');
      expect(list.remove(readEnd)).toBe(0);
      expect(list.remove(readEnd)).toBe('ENOENT');
      expect(list.add(readEnd, EPOLLIN)).toBe(0);
    });

    it('answers EBADF for a descriptor, or an epoll, that is not open', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd } = on.pipe();
      const event = epollEvent(EPOLLIN, 0);
      expect(list.add(NEVER_OPEN, EPOLLIN)).toBe('EBADF');
      expect(list.remove(NEVER_OPEN)).toBe('EBADF');
      const closed = on.socket();
      on.close(closed);
      expect(list.add(closed, EPOLLIN)).toBe('EBADF');
      const control = (epfd: number) =>
        named(on.kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, readEnd, event));
      expect(control(NEVER_OPEN)).toBe('EBADF');
    });

    it('answers EINVAL for what is no epoll, the epoll itself, an unknown operation', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      const event = epollEvent(EPOLLIN, 0);
      const control = (epfd: number, operation: number, fd: number) =>
        named(on.kernel.epoll_ctl(epfd, operation, fd, event));
      expect(control(writeEnd, EPOLL_CTL_ADD, readEnd)).toBe('EINVAL');
      expect(control(list.epfd, EPOLL_CTL_ADD, list.epfd)).toBe('EINVAL');
      expect(control(list.epfd, 99, readEnd)).toBe('EINVAL');
    });

    it('answers EFAULT for NULL, except to delete', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd } = on.pipe();
      const control = (operation: number) =>
        named(on.kernel.epoll_ctl(list.epfd, operation, readEnd, null));
      expect(control(EPOLL_CTL_ADD)).toBe('EFAULT');
      list.add(readEnd, EPOLLIN);
      expect(control(EPOLL_CTL_DEL)).toBe(0);
    });
  });
}
// #endregion

// #region list
/** epoll_ctl(2): the list of what is watched, which lives in the kernel. */
export function describeEpollList(start: StartCase): void {
  describe('epoll_ctl()', () => {
    it('MOD changes the events and the data', () => {
      const on = start();
      const list = new EpollList(on);
      const { near } = on.connected();
      list.add(near, EPOLLIN, 1);
      expect(list.wait()).toEqual([]);
      expect(list.modify(near, EPOLLOUT, 2)).toBe(0);
      expect(list.wait()).toEqual([[2, EPOLLOUT]]);
      expect(list.modify(near, 0, 3)).toBe(0);
      expect(list.wait()).toEqual([]);
    });

    it('DEL forgets what was ready already', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN);
      on.write(writeEnd, 'x');
      expect(list.remove(readEnd)).toBe(0);
      expect(list.wait()).toEqual([]);
    });

    it('finds what was ready before it was added', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      on.write(writeEnd, 'x');
      list.add(readEnd, EPOLLIN);
      expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
    });

    it('keeps one epoll apart from another', () => {
      const on = start();
      const [first, second] = [new EpollList(on), new EpollList(on)];
      const { readEnd, writeEnd } = on.pipe();
      first.add(readEnd, EPOLLIN, 1);
      second.add(readEnd, EPOLLIN, 2);
      on.write(writeEnd, 'x');
      expect(first.wait()).toEqual([[1, EPOLLIN]]);
      first.remove(readEnd);
      expect(second.wait()).toEqual([[2, EPOLLIN]]);
    });

    it('adds an epoll to another, which is readable while something in it is ready', () => {
      const on = start();
      const [inner, outer] = [new EpollList(on), new EpollList(on)];
      const { readEnd, writeEnd } = on.pipe();
      inner.add(readEnd, EPOLLIN);
      expect(outer.add(inner.epfd, EPOLLIN)).toBe(0);
      expect(outer.wait()).toEqual([]);
      on.write(writeEnd, 'x');
      expect(outer.wait()).toEqual([[inner.epfd, EPOLLIN]]);
      on.read(readEnd);
      expect(outer.wait()).toEqual([]);
    });

    it('answers ELOOP for two epolls that would watch each other', () => {
      const on = start();
      const [first, second] = [new EpollList(on), new EpollList(on)];
      expect(first.add(second.epfd, EPOLLIN)).toBe(0);
      expect(second.add(first.epfd, EPOLLIN)).toBe('ELOOP');
    });
  });
}
// #endregion
