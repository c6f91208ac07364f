import { afterEach, describe, expect, it } from 'vitest';
import { Socket } from '../net/index.ts';
import {
  addressOf,
  bytes,
  connected,
  listening,
  opened,
  stream,
} from '../net/socket.fixture.ts';
import {
  AF_INET,
  currentKernel,
  errno,
  fdSetHas,
  type Kernel,
  runOn,
  SHUT_WR,
  SO_LINGER,
  SOCK_STREAM,
  SOL_SOCKET,
  SystemError,
} from '../sys/index.ts';
import { hold, send, startPeer, stopPeers } from '../testing/index.ts';
import { select } from './select.ts';

afterEach(stopPeers);

/** A kernel whose clock the test moves, and whose select() is the test's. */
function kernelOfTest(select: Kernel['select']): {
  kernel: Kernel;
  clock: { ms: number };
} {
  const clock = { ms: 1_000_000 };
  return { clock, kernel: { ...currentKernel(), monotonicMs: () => clock.ms, select } };
}

/** A struct timeval in ms. */
function inMs(timeout: Int32Array | null): number | null {
  return timeout && (timeout[0] as number) * 1000 + (timeout[2] as number) / 1000;
}

/** A socket of some descriptor that is not open, for kernels that do not care. */
function socketOf(fd: number, kernel: Kernel = currentKernel()): Socket {
  return new Socket(AF_INET, SOCK_STREAM, kernel, fd);
}

/** Waits until what was sent is there: even loopback may take a moment on a busy machine. */
function arrived(socket: Socket): void {
  expect(select([socket], [], [], 10_000)[0]).toEqual([socket]);
}

describe('select() answers', () => {
  it('which of three lists are ready', () => {
    const [near, far] = connected();
    const [idle] = connected();
    far.send(bytes('x'));
    arrived(near);
    const ready = select([near, idle], [near, idle], [near, idle]);
    expect(ready).toEqual([[near], [near, idle], []]);
  });

  it('the very sockets that it was given, in their order', () => {
    const pairs = [connected(), connected(), connected(), connected()];
    for (const [near, far] of pairs) {
      far.send(bytes('x'));
      arrived(near);
    }
    const [first, second, third, fourth] = pairs.map(([near]) => near) as [
      Socket,
      Socket,
      Socket,
      Socket,
    ];
    const [readable] = select([third, first, fourth, second], []);
    expect(readable).toHaveLength(4);
    for (const [at, socket] of [third, first, fourth, second].entries()) {
      expect(readable[at]).toBe(socket);
    }
  });

  it('a socket as often as it stands in a list', () => {
    const [near] = connected();
    expect(select([], [near, near])[1]).toEqual([near, near]);
  });

  it('readable for data, the end of the stream, a reset, and a client to accept', () => {
    const [withData, far] = connected();
    far.send(bytes('x'));
    const [atEnd, ended] = connected();
    ended.shutdown(SHUT_WR);
    const [broken, resetting] = connected();
    resetting.setsockopt(SOL_SOCKET, SO_LINGER, [1, 0]);
    resetting.close();
    const listener = listening();
    stream().connect(addressOf(listener));
    const [quiet] = connected();
    const all = [withData, atEnd, broken, listener];
    for (const socket of all) arrived(socket);
    expect(select([...all, quiet], [])[0]).toEqual(all);
  });

  it('not writable for a socket whose buffers are full', () => {
    const [near] = connected();
    near.setBlocking(false);
    const data = new Uint8Array(1024 * 1024);
    while (near.trySend(data) >= 0);
    const [, writable] = select([], [near], [], 0);
    // What was on its way may have made room again: then there is some, and send() takes it.
    if (writable.length > 0) expect(near.trySend(data)).toBeGreaterThan(0);
  });

  it('exceptional for out-of-band data', () => {
    const MSG_OOB = 1;
    const [near, far] = connected();
    expect(far.kernel.send(far.fileno(), bytes('!'), 1, MSG_OOB)).toBe(1);
    expect(select([], [], [near], 5000)).toEqual([[], [], [near]]);
  });

  it('three empty lists for three empty lists, when the time is up', () => {
    expect(select([], [], [], 0)).toEqual([[], [], []]);
  });

  it('lists of its own, and leaves those it was given alone', () => {
    const [near] = connected();
    const writers = Object.freeze([near]);
    const [, writable] = select([], writers);
    expect(writable).not.toBe(writers);
    expect(writable).toEqual(writers);
  });
});

describe('select() waits', () => {
  it('until another thread sends something', () => {
    const peer = startPeer([hold(), send('at last')]);
    const socket = opened(peer.connect());
    expect(select([socket], [], [], 0)).toEqual([[], [], []]);
    peer.goOn();
    expect(select([socket], [])[0]).toEqual([socket]);
    expect(socket.recv(100).length).toBeGreaterThan(0);
  });

  it('no longer than it is told, and not shorter', () => {
    const [near] = connected();
    const before = performance.now();
    expect(select([near], [], [], 30)).toEqual([[], [], []]);
    expect(performance.now() - before).toBeGreaterThanOrEqual(29.9);
  });

  it.each<[number | undefined, number | null]>([
    [undefined, null],
    [Infinity, null],
    [0, 0],
    [1.5, 1.5],
    [60_000, 60_000],
    [Number.MAX_SAFE_INTEGER, 1e11],
  ])('%s ms as %s ms of the kernel, where null is for ever', (timeoutMs, expected) => {
    const seen: (number | null)[] = [];
    const { kernel } = kernelOfTest((_nfds, _read, _write, _except, timeout) => {
      seen.push(inMs(timeout));
      return 0;
    });
    runOn(kernel, () => select([], [], [], timeoutMs));
    expect(seen).toEqual([expected]);
  });

  it.each([-1, -0.001, Number.NaN, -Infinity])('not %s ms: RangeError', (timeoutMs) => {
    const attempt = () => select([], [], [], timeoutMs);
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(`0 ms or more, not ${timeoutMs}`);
  });

  it.each([
    ['0', '"0"'],
    [null, 'null'],
    [true, 'true'],
  ])('not %j: TypeError', (timeoutMs, shown) => {
    const attempt = () => select([], [], [], timeoutMs as unknown as number);
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(`a number of ms, Infinity for ever, not ${shown}`);
  });
});

describe('select() goes on after a signal', () => {
  it('for what is left of the time, with the sets that it was given', () => {
    const seen: { leftMs: number | null; watched: boolean }[] = [];
    const { kernel, clock } = kernelOfTest((_nfds, read, _write, _except, timeout) => {
      seen.push({ leftMs: inMs(timeout), watched: fdSetHas(read as Uint8Array, 5) });
      clock.ms += 40;
      read?.fill(0);
      return seen.length < 3 ? -errno.EINTR : 0;
    });
    expect(select([socketOf(5, kernel)], [], [], 100)).toEqual([[], [], []]);
    expect(seen).toEqual([
      { leftMs: 100, watched: true },
      { leftMs: 60, watched: true },
      { leftMs: 20, watched: true },
    ]);
  });

  it('and looks once more when the time is already over', () => {
    const seen: (number | null)[] = [];
    const { kernel, clock } = kernelOfTest((_nfds, _read, _write, _except, timeout) => {
      seen.push(inMs(timeout));
      clock.ms += 500;
      return seen.length < 2 ? -errno.EINTR : 1;
    });
    const socket = socketOf(5, kernel);
    expect(select([socket], [], [], 100)[0]).toEqual([socket]);
    expect(seen).toEqual([100, 0]);
  });

  it('for ever if it was to wait for ever', () => {
    const seen: (number | null)[] = [];
    const { kernel, clock } = kernelOfTest((_nfds, _read, _write, _except, timeout) => {
      seen.push(inMs(timeout));
      clock.ms += 1e9;
      return seen.length < 3 ? -errno.EINTR : 0;
    });
    runOn(kernel, () => select([], []));
    expect(seen).toEqual([null, null, null]);
  });
});

describe('select() asks the kernel', () => {
  it('of the sockets, not the current one', () => {
    const { kernel } = kernelOfTest(() => 1);
    const socket = socketOf(5, kernel);
    expect(select([socket], [])).toEqual([[socket], [], []]);
  });

  it('the current one if there is no socket', () => {
    const { kernel } = kernelOfTest(() => -errno.ENOMEM);
    const attempt = () => runOn(kernel, () => select([], [], [], 0));
    expect(attempt).toThrow('select: Cannot allocate memory (ENOMEM)');
  });

  it('and never two at once: TypeError', () => {
    const other = kernelOfTest(() => 0).kernel;
    const here = socketOf(5);
    const there = socketOf(6, other);
    expect(() => select([here, there], [])).toThrow(TypeError);
    expect(() => select([here], [there])).toThrow('one kernel, not of two');
    expect(() => select([here], [], [there])).toThrow(TypeError);
  });

  it('about descriptors below nfds: the highest of all lists and one', () => {
    const seen: number[] = [];
    const { kernel } = kernelOfTest((nfds) => {
      seen.push(nfds);
      return 0;
    });
    const [three, seven, last] = [3, 7, 1023].map((fd) => socketOf(fd, kernel)) as [
      Socket,
      Socket,
      Socket,
    ];
    select([three], [seven], [], 0);
    select([seven], [three], [], 0);
    select([], [], [seven], 0);
    select([three], [], [last], 0);
    runOn(kernel, () => select([], [], [], 0));
    expect(seen).toEqual([8, 8, 8, 1024, 0]);
  });
});

describe('select() refuses', () => {
  it('a closed socket in any list: EBADF', () => {
    const closed = new Socket();
    closed.close();
    const [near] = connected();
    for (const lists of [
      [[closed], []],
      [[near], [closed]],
      [[near], [near], [closed]],
    ] as [Socket[], Socket[], Socket[]?][]) {
      let thrown: unknown;
      try {
        select(...lists);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(SystemError);
      expect(thrown).toMatchObject({ code: 'EBADF', syscall: 'select' });
    }
  });

  it('a descriptor that an fd_set has no room for: RangeError, with a way out', () => {
    for (const fd of [1024, 5000]) {
      const attempt = () => select([], [socketOf(fd)], [], 0);
      expect(attempt).toThrow(RangeError);
      expect(attempt).toThrow(`cannot watch descriptor ${fd}`);
      expect(attempt).toThrow('poll(2) and epoll(7) have no such limit');
    }
  });

  it('a real descriptor above 1,023, though this kernel could watch it', () => {
    const [near, far] = connected();
    far.send(bytes('x'));
    const fd = near.kernel.fcntl(near.fileno(), 0, 1024); // F_DUPFD
    if (fd === -errno.EINVAL) return; // `ulimit -n` is lower
    const high = opened(socketOf(fd));
    expect(() => select([high], [])).toThrow(`descriptor ${fd}`);
    expect(high.recv(10)).toHaveLength(1);
  });
});
