import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../net/index.ts';
import * as sys from '../sys/index.ts';
import { type FormatOptions, formatCall, formatStart } from './format-call.ts';
import { type Answer, only, scripted, text } from './scripted-kernel.fixture.ts';

/** The line of the call that `make` makes. */
function line(
  answer: Answer,
  make: (kernel: sys.Kernel) => void,
  options?: FormatOptions,
): string {
  const { on, calls } = scripted();
  make(on(answer));
  return formatCall(only(calls), options);
}

const foobar = text('foobar\n'.repeat(1000));
const localhost = encodeAddress(sys.AF_INET, { host: '127.0.0.1', port: 1234 });

function put(bytes: Uint8Array) {
  return (_: number, buffer: Uint8Array, length: Int32Array | number) => {
    buffer.set(bytes);
    if (typeof length === 'object' && length !== null) length[0] = bytes.length;
  };
}

describe('formatCall() shows as strace does', () => {
  const { SOCK_STREAM, SOCK_CLOEXEC, SOCK_NONBLOCK, SOL_SOCKET } = sys;

  it.each<[string, Answer, (kernel: sys.Kernel) => void]>([
    [
      'recv(5, "foobar\\nfoobar\\nfoobar\\nfoobar\\nfoob"..., 1024, 0) = 1024',
      { result: 1024, write: put(foobar.subarray(0, 1024)) },
      (kernel) => kernel.recv(5, new Uint8Array(1024), 1024, 0),
    ],
    [
      'recv(5, "", 1024, 0) = 0',
      { result: 0 },
      (kernel) => kernel.recv(5, new Uint8Array(1024), 1024, 0),
    ],
    [
      'recv(5, ..., 9, MSG_PEEK|MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily unavailable)',
      { result: -sys.errno.EAGAIN },
      (kernel) => kernel.recv(5, new Uint8Array(9), 9, sys.MSG_PEEK | sys.MSG_DONTWAIT),
    ],
    [
      'send(3, "f\\303\\2661\\0011\\0\\t\\"\\\\", 10, 0) = -1 EPIPE (Broken pipe)',
      { result: -sys.errno.EPIPE },
      (kernel) => kernel.send(3, text('fö1\x011\0\t"\\'), 10, 0),
    ],
    [
      'send(3, "foo", 3, MSG_DONTWAIT|0x100000) = 3',
      { result: 3 },
      (kernel) => kernel.send(3, text('foobar'), 3, sys.MSG_DONTWAIT | 0x100000),
    ],
    [
      'socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, 0) = 3',
      { result: 3 },
      (kernel) =>
        kernel.socket(sys.AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0),
    ],
    [
      'bind(3, {sa_family=AF_INET, sin_port=htons(1234), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
      {},
      (kernel) => kernel.bind(3, localhost, 16),
    ],
    [
      'connect(3, {sa_family=AF_INET6, sin6_port=htons(80), inet_pton(AF_INET6, "2001:db8::1:0:0:1")}, 28) = 0',
      {},
      (kernel) => {
        const host = '2001:db8:0:0:1:0:0:1';
        kernel.connect(3, encodeAddress(sys.AF_INET6, { host, port: 80 }), 28);
      },
    ],
    [
      'connect(3, {sa_family=AF_UNIX, sun_path="/tmp/a"}, 110) = -1 ENOENT (No such file or directory)',
      { result: -sys.errno.ENOENT },
      (kernel) => kernel.connect(3, encodeAddress(sys.AF_UNIX, { path: '/tmp/a' }), 110),
    ],
    ['bind(3, {}, 0) = 0', {}, (kernel) => kernel.bind(3, new Uint8Array(0), 0)],
    [
      'accept4(3, NULL, NULL, SOCK_CLOEXEC) = 4',
      { result: 4 },
      (kernel) => kernel.accept4(3, null, null, SOCK_CLOEXEC),
    ],
    [
      'accept4(3, {sa_family=AF_INET, sin_port=htons(1234), sin_addr=inet_addr("127.0.0.1")}, [128 => 16], 0) = 4',
      { result: 4, write: put(localhost) },
      (kernel) => kernel.accept4(3, new Uint8Array(128), Int32Array.of(128), 0),
    ],
    [
      'getsockname(3, {sa_family=AF_INET, sin_port=htons(1234), sin_addr=inet_addr("127.0.0.1")}, [16]) = 0',
      { write: put(localhost) },
      (kernel) => kernel.getsockname(3, new Uint8Array(128), Int32Array.of(16)),
    ],
    [
      'getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0',
      {
        write: (_fd: number, _level: number, _name: number, value: Int32Array) => {
          value[0] = sys.errno.ECONNREFUSED;
        },
      },
      (kernel) =>
        kernel.getsockopt(
          3,
          SOL_SOCKET,
          sys.SO_ERROR,
          new Int32Array(1),
          Int32Array.of(4),
        ),
    ],
    [
      'setsockopt(3, SOL_SOCKET, SO_SNDBUF, [65536], 4) = 0',
      {},
      (kernel) =>
        kernel.setsockopt(3, SOL_SOCKET, sys.SO_SNDBUF, Int32Array.of(65_536), 4),
    ],
    [
      'setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0',
      {},
      (kernel) => kernel.setsockopt(3, SOL_SOCKET, sys.SO_LINGER, Int32Array.of(1, 0), 8),
    ],
    [
      'setsockopt(3, IPPROTO_TCP, 99, [1], 4) = -1 ENOPROTOOPT (Protocol not available)',
      { result: -sys.errno.ENOPROTOOPT },
      (kernel) => kernel.setsockopt(3, sys.IPPROTO_TCP, 99, Int32Array.of(1), 4),
    ],
    [
      'fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0',
      {},
      (kernel) => kernel.fcntl(3, sys.F_SETFL, 2 | sys.O_NONBLOCK),
    ],
    [
      'fcntl(3, F_GETFD) = 0x1 (flags FD_CLOEXEC)',
      { result: 1 },
      (kernel) => kernel.fcntl(3, sys.F_GETFD, 0),
    ],
    ['fcntl(3, F_GETFD) = 0', {}, (kernel) => kernel.fcntl(3, sys.F_GETFD, 0)],
    ['shutdown(3, SHUT_WR) = 0', {}, (kernel) => kernel.shutdown(3, sys.SHUT_WR)],
    ['poll(NULL, 0, 10) = 0 (Timeout)', {}, (kernel) => kernel.poll(null, 0, 10)],
    [
      'poll([{fd=3, events=POLLIN|POLLOUT}, {fd=4, events=POLLIN}], 2, -1) = 1 ([{fd=4, revents=POLLIN|POLLHUP}])',
      {
        result: 1,
        write: (fds: Int32Array) => {
          fds[3] = (fds[3] ?? 0) | ((sys.POLLIN | sys.POLLHUP) << 16);
        },
      },
      (kernel) =>
        kernel.poll(Int32Array.of(3, sys.POLLIN | sys.POLLOUT, 4, sys.POLLIN), 2, -1),
    ],
    [
      'pipe2([3, 4], O_CLOEXEC) = 0',
      { write: (fds: Int32Array) => fds.set([3, 4]) },
      (kernel) => kernel.pipe2(new Int32Array(2), sys.O_CLOEXEC),
    ],
    ['kqueue() = 3', { result: 3 }, (kernel) => kernel.kqueue()],
    [
      'close(3) = -1 EBADF (Bad file descriptor)',
      { result: -sys.errno.EBADF },
      (kernel) => kernel.close(3),
    ],
  ])('%s', (expected, answer, make) => {
    expect(line(answer, make)).toBe(expected);
  });

  it('the sets of select(), before and after', () => {
    const readers = sys.fdSet();
    const writers = sys.fdSet();
    for (const fd of [5, 7, 500]) sys.fdSetAdd(readers, fd);
    sys.fdSetAdd(writers, 9);
    const write = () => {
      readers.fill(0);
      sys.fdSetAdd(readers, 7);
    };
    const make = (kernel: sys.Kernel) =>
      kernel.select(10, readers, writers, null, sys.timeval(1500));
    expect(line({ result: 2, write }, make)).toBe(
      'select(10, [5 7], [9], NULL, {tv_sec=1, tv_usec=500000}) = 2 (in [7], out [9])',
    );
  });

  it.runIf(sys.platform.system === 'linux')('the events of epoll', () => {
    const { size, data } = sys.layouts.epoll_event;
    const event = new Int32Array(Math.ceil(size / 4));
    event[0] = sys.EPOLLIN | sys.EPOLLET;
    event[data / 4] = 7;
    const { EPOLL_CTL_ADD, EPOLL_CTL_DEL } = sys;
    expect(line({}, (kernel) => kernel.epoll_ctl(3, EPOLL_CTL_ADD, 7, event))).toBe(
      'epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=EPOLLIN|EPOLLET, data=7}) = 0',
    );
    expect(line({}, (kernel) => kernel.epoll_ctl(3, EPOLL_CTL_DEL, 7, null))).toBe(
      'epoll_ctl(3, EPOLL_CTL_DEL, 7, NULL) = 0',
    );
    const write = (_: number, events: Int32Array) => events.set(event);
    const make = (kernel: sys.Kernel) => kernel.epoll_wait(3, new Int32Array(64), 8, -1);
    expect(line({ result: 1, write }, make)).toBe(
      'epoll_wait(3, [{events=EPOLLIN|EPOLLET, data=7}], 8, -1) = 1',
    );
  });

  it('no more than 32 structs of an array', () => {
    const fds = new Int32Array(200);
    const shown = line({ result: 0 }, (kernel) => kernel.poll(fds, 100, 0));
    expect(shown.match(/fd=/g)).toHaveLength(32);
    expect(shown).toContain(', ...], 100, 0) = 0 (Timeout)');
  });

  it('times, where they are wanted', () => {
    const options = { durations: true, sinceMs: 98 };
    expect(line({ ms: 1.5 }, (kernel) => kernel.close(3), options)).toBe(
      '0.002000 close(3) = 0 <0.001500>',
    );
  });

  it('the task, where it is known', () => {
    const { on, calls } = scripted({ currentTask: () => 'foo' });
    on({ result: 0 }).close(5);
    expect(formatCall(only(calls))).toBe('[foo] close(5) = 0');
  });

  it('a call that has not returned, as far as it is known', () => {
    const { on, calls } = scripted();
    const error = new Error('deadlock');
    expect(() => on({ error }).recv(5, new Uint8Array(9), 9, 0)).toThrow();
    expect(formatStart(only(calls))).toBe('recv(5, ');
    expect(formatCall(only(calls))).toBe('recv(5,  <unfinished ...>');
  });
});
