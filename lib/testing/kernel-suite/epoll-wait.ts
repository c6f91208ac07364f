/** What epoll_wait(2) promises, level-triggered. */
import { describe, expect, it } from 'vitest';
import {
  EPOLL_CTL_ADD,
  EPOLLERR,
  EPOLLHUP,
  EPOLLIN,
  EPOLLOUT,
  EPOLLRDHUP,
  layouts,
  SHUT_WR,
} from '../../sys/index.ts';
import { EpollList, epollEvent } from './epoll-list.ts';
import { NEVER_OPEN, named, PATIENCE_MS, type StartCase } from './kernel-under-test.ts';

// #region wait
/** epoll_wait(2), level-triggered: what is so is told as long as it is so. */
export function describeEpollWait(start: StartCase): void {
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
  });
}
// #endregion

// #region room
/** epoll_wait(2): its room, and who gets it. */
export function describeEpollRoom(start: StartCase): void {
  describe('epoll_wait()', () => {
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
  });
}
// #endregion

// #region times
/** epoll_wait(2): for how long it waits, and for whom it does not. */
export function describeEpollTimes(start: StartCase): void {
  describe('epoll_wait()', () => {
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
// #endregion
