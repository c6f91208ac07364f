import { describe, expect, it } from 'vitest';
import { pipe } from './native.fixture.ts';
import { kernel } from './native.ts';
import type { Platform } from './platform.ts';
import {
  fdSet,
  fdSetAdd,
  fdSetHas,
  layouts,
  layoutsByPlatform,
  layoutsOf,
  pollfd,
  pollfdRevents,
  timeval,
} from './structs.ts';

function bytesOf(view: ArrayBufferView): number[] {
  return [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)];
}

describe('layoutsOf()', () => {
  const platforms: Platform[] = [
    { system: 'linux', processor: 'x64' },
    { system: 'linux', processor: 'arm64' },
    { system: 'darwin', processor: 'x64' },
    { system: 'darwin', processor: 'arm64' },
  ];

  it('knows every platform, and no other', () => {
    for (const on of platforms) expect(layoutsOf(on).pollfd.size).toBe(8);
    expect(Object.keys(layoutsByPlatform)).toHaveLength(platforms.length);
    const unknown = { system: 'linux', processor: 'mips' } as unknown as Platform;
    expect(() => layoutsOf(unknown)).toThrow('no layouts for linux on mips');
  });

  it('packs epoll_event on Linux x64 alone', () => {
    const sizes = platforms.map((on) => layoutsOf(on).epoll_event);
    expect(sizes).toEqual([
      { size: 12, events: 0, data: 4 },
      { size: 16, events: 0, data: 8 },
      { size: 0, events: 0, data: 0 },
      { size: 0, events: 0, data: 0 },
    ]);
  });

  it('gives a Unix path 108 bytes on Linux and 104 on macOS', () => {
    const room = platforms.map((on) => layoutsOf(on).sockaddr_un.size - 2);
    expect(room).toEqual([108, 108, 104, 104]);
  });

  it('is what holds here', () => {
    expect(layouts).toBe(layoutsByPlatform[`${process.platform}-${process.arch}`]);
  });
});

describe('timeval()', () => {
  it('puts seconds and microseconds where C looks for them', () => {
    expect(bytesOf(timeval(1500))).toEqual([
      ...[1, 0, 0, 0, 0, 0, 0, 0],
      ...[0x20, 0xa1, 0x07, 0, 0, 0, 0, 0], // 500,000
    ]);
  });

  it('is the size of the struct', () => {
    expect(timeval(0).byteLength).toBe(layouts.timeval.size);
  });

  it.each([
    [0, 0, 0],
    [1, 0, 1000],
    [999, 0, 999_000],
    [1000, 1, 0],
    [60_000, 60, 0],
    [2 ** 31, 2_147_483, 648_000],
  ])('turns %s ms into %s s and %s µs', (milliseconds, seconds, microseconds) => {
    expect([...timeval(milliseconds)]).toEqual([seconds, 0, microseconds, 0]);
  });

  it('rounds up: a wait that is too short would make a loop spin', () => {
    expect(timeval(0.0001)[2]).toBe(1);
    expect(timeval(999.9999)).toEqual(timeval(1000));
  });

  it('never has a million microseconds, which select() would refuse', () => {
    for (const milliseconds of [999.9991, 1000.0001, 0.9999, 4567.8901, 1e9 - 0.0001]) {
      expect(timeval(milliseconds)[2]).toBeLessThan(1_000_000);
    }
  });

  it('stops at three years instead of beginning at 0 again', () => {
    for (const milliseconds of [1e11, 2 ** 32 * 1000, Number.MAX_VALUE, Infinity]) {
      expect([...timeval(milliseconds)]).toEqual([100_000_000, 0, 0, 0]);
    }
  });

  it('is taken by select(2), the longest too', () => {
    const { readEnd, writeEnd } = pipe();
    kernel.write(writeEnd, Uint8Array.of(1), 1);
    for (const milliseconds of [0, 0.5, 1e12]) {
      const set = fdSet();
      fdSetAdd(set, readEnd);
      const wait = timeval(milliseconds);
      expect(kernel.select(readEnd + 1, set, null, null, wait)).toBe(1);
    }
  });

  it.each([-1, -0.001, Number.NaN])('is none for %s ms', (milliseconds) => {
    expect(() => timeval(milliseconds)).toThrow(`0 ms or more, not ${milliseconds}`);
  });
});

describe('fd_set', () => {
  it('has a bit for each descriptor from 0 to 1,023', () => {
    const set = fdSet();
    expect(set.length).toBe(128);
    for (let fd = 0; fd < 1024; fd++) {
      expect(fdSetHas(set, fd)).toBe(false);
      fdSetAdd(set, fd);
      expect(fdSetHas(set, fd)).toBe(true);
    }
    expect(set.every((byte) => byte === 0xff)).toBe(true);
  });

  it('keeps descriptor n in bit n & 7 of byte n >> 3', () => {
    const set = fdSet();
    for (const fd of [0, 9, 63, 64, 1023]) fdSetAdd(set, fd);
    const filled = [...set.entries()].filter(([, byte]) => byte !== 0);
    expect(filled).toEqual([
      [0, 1],
      [1, 2],
      [7, 128],
      [8, 1],
      [127, 128],
    ]);
  });

  it('adds a descriptor twice as once', () => {
    const set = fdSet();
    fdSetAdd(set, 5);
    fdSetAdd(set, 5);
    expect(set[0]).toBe(32);
  });

  it.each([1024, -1, 1.5, Number.NaN, Infinity])('has no room for %s', (fd) => {
    const set = fdSet();
    expect(() => fdSetAdd(set, fd)).toThrow(`room for 0 to 1023, not ${fd}`);
    expect(set.every((byte) => byte === 0)).toBe(true);
    expect(fdSetHas(set, -1)).toBe(false);
    expect(fdSetHas(set, 1024)).toBe(false);
  });

  it('may be larger, as Linux allows', () => {
    const set = new Uint8Array(256);
    fdSetAdd(set, 2047);
    expect(fdSetHas(set, 2047)).toBe(true);
  });
});

describe('pollfd', () => {
  it('has the descriptor in four bytes and the events in two', () => {
    expect(bytesOf(pollfd(0x1234, 0x5))).toEqual([0x34, 0x12, 0, 0, 5, 0, 0, 0]);
    expect(bytesOf(pollfd(-1, 1))).toEqual([255, 255, 255, 255, 1, 0, 0, 0]);
  });

  it('has its answer in the two bytes behind them', () => {
    const fds = pollfd(3, 1);
    expect(pollfdRevents(fds)).toBe(0);
    new DataView(fds.buffer).setInt16(6, 0x11, true);
    expect(pollfdRevents(fds)).toBe(0x11);
    new DataView(fds.buffer).setInt16(6, -1, true);
    expect(pollfdRevents(fds)).toBe(0xffff);
  });
});
