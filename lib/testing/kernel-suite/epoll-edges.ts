/** What epoll(7) promises of EPOLLET and EPOLLONESHOT, and of descriptors that are closed. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  EPOLLERR,
  EPOLLET,
  EPOLLHUP,
  EPOLLIN,
  EPOLLONESHOT,
  EPOLLOUT,
  EPOLLRDHUP,
  F_DUPFD,
  POLLOUT,
  SHUT_WR,
  SOCK_NONBLOCK,
} from '../../sys/index.ts';
import { EpollList } from './epoll-list.ts';
import { PATIENCE_MS, type StartCase } from './kernel-under-test.ts';

// #region edges
/** EPOLLET of epoll(7): a change is told once. */
export function describeEdges(start: StartCase): void {
  describe('EPOLLET', () => {
    it('tells once of bytes that come, and again only when more come', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.connected();
      list.add(far, EPOLLIN | EPOLLET);
      on.send(near, 'xy');
      expect(list.wait(PATIENCE_MS)).toEqual([[far, EPOLLIN]]);
      expect(list.wait()).toEqual([]);
      on.recv(far, 1);
      expect(list.wait()).toEqual([]);
      on.send(near, 'z');
      expect(list.wait(PATIENCE_MS)).toEqual([[far, EPOLLIN]]);
      expect(list.wait()).toEqual([]);
    });

    it('tells again of more bytes though nobody has read the first ones', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN | EPOLLET);
      for (let round = 0; round < 3; round++) {
        on.write(writeEnd, 'x');
        expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
        expect(list.wait()).toEqual([]);
      }
    });

    it('tells once of what was so when it was added, and once after each MOD', () => {
      const on = start();
      const list = new EpollList(on);
      const { near } = on.connected();
      list.add(near, EPOLLOUT | EPOLLET);
      expect(list.wait()).toEqual([[near, EPOLLOUT]]);
      expect(list.wait()).toEqual([]);
      list.modify(near, EPOLLOUT | EPOLLET);
      expect(list.wait()).toEqual([[near, EPOLLOUT]]);
      expect(list.wait()).toEqual([]);
    });

    it('tells nothing of a change that has passed when it is asked', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN | EPOLLET);
      on.write(writeEnd, 'x');
      on.read(readEnd);
      expect(list.wait()).toEqual([]);
    });
  });
}
// #endregion

// #region edges-of-sockets
/** EPOLLET of epoll(7): which changes of a socket there are. */
export function describeEdgesOfSockets(start: StartCase): void {
  describe('EPOLLET', () => {
    it('tells that full buffers have room again', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.cramped();
      list.add(near, EPOLLOUT | EPOLLET);
      expect(list.wait()).toEqual([[near, EPOLLOUT]]);
      const taken = on.fill(near);
      list.wait();
      expect(list.wait()).toEqual([]);
      on.drain(far, taken);
      expect(list.wait(PATIENCE_MS)).toEqual([[near, EPOLLOUT]]);
      expect(list.wait()).toEqual([]);
    });

    it('tells of the end of the stream, once', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.connected();
      list.add(far, EPOLLIN | EPOLLRDHUP | EPOLLET);
      on.kernel.shutdown(near, SHUT_WR);
      expect(list.wait(PATIENCE_MS)).toEqual([[far, EPOLLIN | EPOLLRDHUP]]);
      expect(list.wait()).toEqual([]);
    });

    it('tells of each connection in a listener’s queue', () => {
      const on = start();
      const list = new EpollList(on);
      const { listener, address } = on.listening();
      list.add(listener, EPOLLIN | EPOLLET);
      for (let round = 0; round < 2; round++) {
        on.connect(on.socket(), address);
        expect(list.wait(PATIENCE_MS)).toEqual([[listener, EPOLLIN]]);
        expect(list.wait()).toEqual([]);
      }
    });

    it('tells of a connect() that has come about', () => {
      const on = start();
      const list = new EpollList(on);
      const { address } = on.listening();
      const fd = on.socket(AF_INET, SOCK_NONBLOCK);
      on.connect(fd, address);
      list.add(fd, EPOLLIN | EPOLLOUT | EPOLLET);
      on.until(fd, POLLOUT);
      expect(list.wait(PATIENCE_MS)).toEqual([[fd, EPOLLOUT]]);
      expect(list.wait()).toEqual([]);
    });

    it('tells all that is so, not the change alone', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.connected();
      list.add(far, EPOLLIN | EPOLLOUT | EPOLLET);
      expect(list.wait()).toEqual([[far, EPOLLOUT]]);
      on.send(near, 'x');
      expect(list.wait(PATIENCE_MS)).toEqual([[far, EPOLLIN | EPOLLOUT]]);
    });
  });
}
// #endregion

// #region one-shot
/** EPOLLONESHOT of epoll_ctl(2): told once, then silent until asked again. */
export function describeOneShot(start: StartCase): void {
  describe('EPOLLONESHOT', () => {
    it('tells once, whatever comes, until MOD', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN | EPOLLONESHOT);
      on.write(writeEnd, 'x');
      expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
      on.write(writeEnd, 'y');
      expect(list.wait()).toEqual([]);
      expect(list.modify(readEnd, EPOLLIN | EPOLLONESHOT)).toBe(0);
      expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
      expect(list.wait()).toEqual([]);
    });

    it('is silent about a hang-up too, once it has told something', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN | EPOLLONESHOT);
      on.write(writeEnd, 'x');
      expect(list.wait()).toEqual([[readEnd, EPOLLIN]]);
      on.close(writeEnd);
      expect(list.wait()).toEqual([]);
      list.modify(readEnd, EPOLLIN | EPOLLONESHOT);
      expect(list.wait()).toEqual([[readEnd, EPOLLIN | EPOLLHUP]]);
    });

    it('stays in the list: adding it again is EEXIST', () => {
      const on = start();
      const list = new EpollList(on);
      const { writeEnd } = on.pipe();
      list.add(writeEnd, EPOLLOUT | EPOLLONESHOT);
      expect(list.wait()).toEqual([[writeEnd, EPOLLOUT]]);
      expect(list.add(writeEnd, EPOLLOUT)).toBe('EEXIST');
      expect(list.remove(writeEnd)).toBe(0);
    });
  });
}
// #endregion

// #region closed
/** What epoll(7) says of closing a descriptor that an epoll watches. */
export function describeClosedWhileWatched(start: StartCase): void {
  describe('a descriptor that is closed while an epoll watches it', () => {
    it('leaves the list', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN);
      on.write(writeEnd, 'x');
      on.close(readEnd);
      expect(list.wait()).toEqual([]);
      expect(list.remove(readEnd)).toBe('EBADF');
    });

    it('leaves its number to another file, which the epoll does not know', () => {
      const on = start();
      const list = new EpollList(on);
      const { near, far } = on.connected();
      list.add(far, EPOLLIN, 1);
      on.close(far);
      on.until(near, 1);
      const { readEnd, writeEnd } = on.pipe();
      expect(readEnd).toBe(far);
      on.write(writeEnd, 'x');
      expect(list.wait()).toEqual([]);
      expect(list.modify(readEnd, EPOLLIN)).toBe('ENOENT');
      expect(list.add(readEnd, EPOLLIN, 2)).toBe(0);
      expect(list.wait()).toEqual([[2, EPOLLIN]]);
    });

    it('stays, and is told, while another descriptor means the same file', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      const copy = on.opened(on.kernel.fcntl(readEnd, F_DUPFD, 0));
      list.add(readEnd, EPOLLIN, 1);
      on.close(readEnd);
      on.write(writeEnd, 'x');
      expect(list.wait()).toEqual([[1, EPOLLIN]]);
      expect(list.remove(readEnd)).toBe('EBADF');
      expect(list.remove(copy)).toBe('ENOENT');
      on.close(copy);
      expect(list.wait()).toEqual([]);
    });

    it('by the peer is told of, in whatever way it ended', () => {
      const on = start();
      const list = new EpollList(on);
      const first = on.connected();
      const second = on.connected();
      list.add(first.near, EPOLLIN, 1);
      list.add(second.near, EPOLLIN, 2);
      on.close(first.far);
      expect(list.wait(PATIENCE_MS)).toEqual([[1, EPOLLIN]]);
      list.remove(first.near);
      on.tearOff(second.far);
      expect(list.wait(PATIENCE_MS)).toEqual([[2, EPOLLIN | EPOLLERR | EPOLLHUP]]);
    });
  });

  describe('an epoll that is closed', () => {
    it('leaves what it watched as it was', () => {
      const on = start();
      const list = new EpollList(on);
      const { readEnd, writeEnd } = on.pipe();
      list.add(readEnd, EPOLLIN);
      on.close(list.epfd);
      expect(on.write(writeEnd, 'x')).toBe(1);
      expect(on.read(readEnd)).toBe('x');
    });
  });
}
// #endregion
