/** What epoll_create1(2), epoll_ctl(2) and epoll_wait(2) promise, level-triggered. */
import { describe, expect, it } from 'vitest';
import {
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLLERR,
  EPOLLHUP,
  EPOLLIN,
  EPOLLOUT,
  EPOLLRDHUP,
  F_GETFD,
  FD_CLOEXEC,
  layouts,
  SHUT_WR,
} from '../../sys/index.ts';
import { EpollList, epollEvent } from './epoll-list.ts';
import { NEVER_OPEN, named, PATIENCE_MS, type StartCase } from './kernel-under-test.ts';

export function describeEpoll(start: StartCase): void {
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

  describe('epoll_wait()', () => {
    it('tells again what is still so: level-triggered', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN);
      on.write(writeEnd, 'xy');
      for (let round = 0; round < 3; round++) {
        expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
      }
      on.read(readEnd, 1);
      expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
      on.read(readEnd, 1);
      expect(list.wait()).toEqual([]);
    });

    it('tells no event that was not asked for, except errors and hang-ups', () => {
      const on = start();
      const list = new EpollList(on);
      const { near } = on.reset();
      list.add(near, 0);
      const { far } = on.connected();
      list.add(far, EPOLLIN);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, 0);
      on.close(writeEnd);
      expect(list.wait()).toEqual(
        [
          [near, EPOLLERR | EPOLLHUP],
          [readEnd, EPOLLHUP],
        ].sort(([first = 0], [second = 0]) => first - second),
      );
    });

    it('tells the end of the stream as EPOLLRDHUP to who asks', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.connected();
      list.add(far, EPOLLRDHUP);
      expect(list.wait()).toEqual([]);
      on.kernel.shutdown(near, SHUT_WR);
      expect(list.wait(PATIENCE_MS)).toEqual([[far, EPOLLRDHUP]]);
      list.modify(far, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
      expect(list.wait()).toEqual([[far, EPOLLIN | EPOLLOUT | EPOLLRDHUP]]);
    });

    it('tells a fresh socket writable and hung up', () => {
      const on = start();
      const list = new EpollList(on);
      const fd = on.socket();
      list.add(fd, EPOLLIN | EPOLLOUT);
      expect(list.wait()).toEqual([[fd, EPOLLOUT | EPOLLHUP]]);
    });

    it('gives back all 64 bits of data', () => {
      const on = start();
      const list = new EpollList(on);
      const { writeEnd } = on.pipe();
      const event = epollEvent(EPOLLOUT, 0x1234_5678);
      event[layouts.epoll_event.data / 4 + 1] = -2;
      on.kernel.epoll_ctl(list.epfd, EPOLL_CTL_ADD, writeEnd, event);
      const told = new Int32Array(event.length);
      expect(on.kernel.epoll_wait(list.epfd, told, 1, 0)).toBe(1);
      expect([...told]).toEqual([...event]);
    });

    it('tells no more than there is room for, and the others next: nobody starves', () => {
      const on = start();
      const list = new EpollList(on);
      const all = [on.pipe(), on.pipe(), on.pipe(), on.pipe(), on.pipe()].map(
        ({ writeEnd }) => writeEnd,
      );
      for (const fd of all) list.add(fd, EPOLLOUT);
      const told = new Set<number>();
      for (let round = 0; round < 3; round++) {
        const found = list.wait(0, 2);
        expect(found).toHaveLength(2);
        for (const [fd] of found) told.add(fd);
      }
      expect(told).toEqual(new Set(all));
    });

    it('writes nothing beyond what it answers', () => {
      const on = start();
      const list = new EpollList(on);
      list.add(on.pipe().writeEnd, EPOLLOUT);
      const words = layouts.epoll_event.size / 4;
      const room = new Int32Array(words * 2).fill(7);
      expect(on.kernel.epoll_wait(list.epfd, room, 2, 0)).toBe(1);
      expect(room.subarray(words).every((word) => word === 7)).toBe(true);
    });

    it('answers 0 at once with timeout 0, and after so many ms with a larger one', () => {
      const on = start();
      const list = new EpollList(on);
      list.add(on.pipe().readEnd, EPOLLIN);
      expect(list.wait(0)).toEqual([]);
      const before = on.kernel.monotonicMs();
      expect(list.wait(20)).toEqual([]);
      expect(on.kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
    });

    it('comes back before its time when something happens, or waits for ever with -1', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.connected();
      list.add(far, EPOLLIN);
      on.send(near, 'x');
      const before = on.kernel.monotonicMs();
      expect(list.wait(PATIENCE_MS)).toEqual([[far, EPOLLIN]]);
      expect(on.kernel.monotonicMs() - before).toBeLessThan(PATIENCE_MS / 2);
      expect(list.wait(-1)).toEqual([[far, EPOLLIN]]);
    });

    it('answers EINVAL for room for none, and for what is no epoll', () => {
      const on = start();
      const list = new EpollList(on);
      const wait = (epfd: number, room: number) =>
        named(on.kernel.epoll_wait(epfd, new Int32Array(8), room, 0));
      expect(wait(list.epfd, 0)).toBe('EINVAL');
      expect(wait(list.epfd, -1)).toBe('EINVAL');
      expect(wait(on.socket(), 1)).toBe('EINVAL');
      expect(wait(NEVER_OPEN, 1)).toBe('EBADF');
    });
  });
}
