import { describe, expect, it } from 'vitest';
import {
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  EPOLLET,
  EPOLLHUP,
  EPOLLIN,
  EPOLLONESHOT,
  EPOLLOUT,
  EPOLLRDHUP,
  F_GETFD,
  FD_CLOEXEC,
  POLLIN,
  SHUT_WR,
} from './constants.ts';
import { errno } from './errno.ts';
import { bytes, connected, opened, pipe } from './native.fixture.ts';
import { kernel } from './native.ts';
import { platform } from './platform.ts';
import { layouts, pollfd } from './structs.ts';

const { size, data } = layouts.epoll_event;

/** A struct epoll_event whose data is a descriptor. */
function event(events: number, fd: number): Int32Array {
  const words = new Int32Array(size / 4);
  words[0] = events;
  words[data / 4] = fd;
  return words;
}

/** What epoll_wait() finds at once: pairs of events and descriptor. */
function ready(epfd: number): [events: number, fd: number][] {
  const words = new Int32Array((size / 4) * 16);
  const count = kernel.epoll_wait(epfd, words, 16, 0);
  expect(count).toBeGreaterThanOrEqual(0);
  return Array.from({ length: count }, (_, index) => {
    const at = (index * size) / 4;
    return [words[at] as number, words[at + data / 4] as number];
  });
}

function watching(fd: number, events: number): number {
  const epfd = opened(kernel.epoll_create1(EPOLL_CLOEXEC));
  expect(kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event(events, fd))).toBe(0);
  return epfd;
}

describe.runIf(platform.system === 'linux')('epoll', () => {
  it('tells what is ready with the data that it was given', () => {
    const { readEnd, writeEnd } = pipe();
    const epfd = watching(readEnd, EPOLLIN);
    kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, writeEnd, event(EPOLLOUT, writeEnd));
    expect(ready(epfd)).toEqual([[EPOLLOUT, writeEnd]]);
    kernel.write(writeEnd, bytes('x'), 1);
    const both = ready(epfd).sort(([, a], [, b]) => a - b);
    expect(both).toEqual([
      [EPOLLIN, readEnd],
      [EPOLLOUT, writeEnd],
    ]);
  });

  it('tells it again as long as it lasts: level-triggered', () => {
    const { readEnd, writeEnd } = pipe();
    const epfd = watching(readEnd, EPOLLIN);
    kernel.write(writeEnd, bytes('xy'), 2);
    expect(ready(epfd)).toHaveLength(1);
    expect(ready(epfd)).toHaveLength(1);
    kernel.read(readEnd, new Uint8Array(2), 2);
    expect(ready(epfd)).toHaveLength(0);
  });

  it('tells it once for each change with EPOLLET: edge-triggered', () => {
    const { readEnd, writeEnd } = pipe();
    const epfd = watching(readEnd, EPOLLIN | EPOLLET);
    kernel.write(writeEnd, bytes('xy'), 2);
    expect(ready(epfd)).toEqual([[EPOLLIN, readEnd]]);
    expect(ready(epfd)).toHaveLength(0);
    kernel.read(readEnd, new Uint8Array(1), 1);
    expect(ready(epfd)).toHaveLength(0);
    kernel.write(writeEnd, bytes('z'), 1);
    expect(ready(epfd)).toHaveLength(1);
  });

  it('tells it once and then waits for EPOLL_CTL_MOD with EPOLLONESHOT', () => {
    const { readEnd, writeEnd } = pipe();
    const epfd = watching(readEnd, EPOLLIN | EPOLLONESHOT);
    kernel.write(writeEnd, bytes('x'), 1);
    expect(ready(epfd)).toHaveLength(1);
    kernel.write(writeEnd, bytes('y'), 1);
    expect(ready(epfd)).toHaveLength(0);
    const again = event(EPOLLIN | EPOLLONESHOT, readEnd);
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_MOD, readEnd, again)).toBe(0);
    expect(ready(epfd)).toHaveLength(1);
  });

  it('tells of the end of the stream, and of a pipe that nobody holds', () => {
    const { near, far } = connected();
    const epfd = watching(far, EPOLLRDHUP);
    expect(ready(epfd)).toHaveLength(0);
    kernel.shutdown(near, SHUT_WR);
    kernel.poll(pollfd(far, POLLIN), 1, 10_000); // loopback may take a moment
    expect(ready(epfd)).toEqual([[EPOLLRDHUP, far]]);

    const fds = new Int32Array(2);
    kernel.pipe2(fds, 0);
    const [readEnd = -1, writeEnd = -1] = fds;
    const second = watching(opened(readEnd), EPOLLIN);
    kernel.close(writeEnd);
    expect(ready(second)).toEqual([[EPOLLHUP, readEnd]]);
  });

  it('keeps all 64 bits of data', () => {
    const { writeEnd } = pipe();
    const epfd = opened(kernel.epoll_create1(0));
    const words = event(EPOLLOUT, 0x1234_5678);
    words[data / 4 + 1] = -2;
    kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, writeEnd, words);
    const told = new Int32Array(size / 4);
    expect(kernel.epoll_wait(epfd, told, 1, 0)).toBe(1);
    expect([...told]).toEqual([...words]);
  });

  it('refuses to add twice, and to change or remove what it does not watch', () => {
    const { readEnd } = pipe();
    const epfd = watching(readEnd, EPOLLIN);
    const words = event(EPOLLIN, readEnd);
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, readEnd, words)).toBe(-errno.EEXIST);
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_DEL, readEnd, null)).toBe(0);
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_DEL, readEnd, null)).toBe(-errno.ENOENT);
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_MOD, readEnd, words)).toBe(-errno.ENOENT);
    expect(kernel.epoll_ctl(epfd, 99, readEnd, words)).toBe(-errno.EINVAL);
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, epfd, words)).toBe(-errno.EINVAL);
  });

  it('forgets a descriptor that is closed', () => {
    const fds = new Int32Array(2);
    kernel.pipe2(fds, 0);
    const [readEnd = -1, writeEnd = -1] = fds;
    const epfd = watching(opened(writeEnd), EPOLLOUT);
    kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, readEnd, event(EPOLLIN, readEnd));
    kernel.close(readEnd);
    expect(ready(epfd).map(([, fd]) => fd)).toEqual([writeEnd]);
  });

  it('tells no more than there is room for, and the rest next time', () => {
    const epfd = opened(kernel.epoll_create1(0));
    const all = [pipe(), pipe(), pipe()].map(({ writeEnd }) => writeEnd);
    for (const fd of all) kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event(EPOLLOUT, fd));
    const words = new Int32Array((size / 4) * 2);
    const told = new Set<number>();
    for (let round = 0; round < 3; round++) {
      expect(kernel.epoll_wait(epfd, words, 2, 0)).toBe(2);
      told.add(words[data / 4] as number);
      told.add(words[size / 4 + data / 4] as number);
    }
    expect(told).toEqual(new Set(all));
  });

  it('answers 0 when the time is up', () => {
    const epfd = opened(kernel.epoll_create1(0));
    const before = kernel.monotonicMs();
    expect(kernel.epoll_wait(epfd, new Int32Array(4), 1, 20)).toBe(0);
    expect(kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
  });

  it('is closed in child processes if it is told so', () => {
    const fd = opened(kernel.epoll_create1(EPOLL_CLOEXEC));
    expect(kernel.fcntl(fd, F_GETFD, 0)).toBe(FD_CLOEXEC);
    expect(kernel.fcntl(opened(kernel.epoll_create1(0)), F_GETFD, 0)).toBe(0);
  });
});
