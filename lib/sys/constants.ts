/**
 * The numbers that go into system calls: families, types, levels, options, flags and events.
 *
 * Each has the name it has in C, so that the man page matches. The two values are Linux's and
 * macOS's, side by side: where they are equal, that is history; where they differ, guessing
 * would have failed. Not all that there are: those that programs like the course's use. Sources:
 * socket(2), ip(7), tcp(7), unix(7), fcntl(2), poll(2), epoll_ctl(2), kqueue(2) and the headers behind them.
 */
import { platform } from './platform.ts';

// #region column
const on = (linux: number, darwin: number): number =>
  platform.system === 'linux' ? linux : darwin;
// #endregion

// #region sockets
// Address families and socket types: socket(2).
export const AF_UNIX = on(1, 1);
export const AF_INET = on(2, 2);
export const AF_INET6 = on(10, 30);
export const SOCK_STREAM = on(1, 1);
export const SOCK_DGRAM = on(2, 2);

// Flags of socket(2) and accept4(2). macOS has none: there the kernel door takes Linux's
// numbers and sets the same properties by fcntl(2).
export const SOCK_NONBLOCK = on(0x800, 0x800);
export const SOCK_CLOEXEC = on(0x80000, 0x80000);
// #endregion

// #region options
// Levels and options: getsockopt(2), socket(7), tcp(7), ipv6(7).
export const SOL_SOCKET = on(1, 0xffff);
export const SO_REUSEADDR = on(2, 0x0004);
export const SO_TYPE = on(3, 0x1008);
export const SO_ERROR = on(4, 0x1007);
export const SO_SNDBUF = on(7, 0x1001);
export const SO_RCVBUF = on(8, 0x1002);
export const SO_KEEPALIVE = on(9, 0x0008);
export const SO_LINGER = on(13, 0x1080); // macOS: SO_LINGER_SEC; its SO_LINGER counts in ticks
export const SO_REUSEPORT = on(15, 0x0200);
export const IPPROTO_TCP = on(6, 6);
export const TCP_NODELAY = on(1, 0x01);
export const IPPROTO_IPV6 = on(41, 41);
export const IPV6_V6ONLY = on(26, 27);
export const SOMAXCONN = on(4096, 128);
// #endregion

// #region flags
// Flags of send(2) and recv(2). Older macOS has no MSG_NOSIGNAL: a socket option says the same.
export const MSG_PEEK = on(0x02, 0x02);
export const MSG_DONTWAIT = on(0x40, 0x80);
export const MSG_NOSIGNAL = on(0x4000, 0);
export const SO_NOSIGPIPE = on(0, 0x1022);
// #endregion

// #region files
// shutdown(2).
export const SHUT_RD = on(0, 0);
export const SHUT_WR = on(1, 1);
export const SHUT_RDWR = on(2, 2);

// fcntl(2).
export const F_DUPFD = on(0, 0);
export const F_GETFD = on(1, 1);
export const F_SETFD = on(2, 2);
export const F_GETFL = on(3, 3);
export const F_SETFL = on(4, 4);
export const FD_CLOEXEC = on(1, 1);
export const O_NONBLOCK = on(0x800, 0x4);
export const O_CLOEXEC = on(0x80000, 0x1000000);

// select(2): how many descriptors the C library's fd_set has room for. Not a limit of Linux's kernel.
export const FD_SETSIZE = on(1024, 1024);
// #endregion

// #region events
// poll(2).
export const POLLIN = on(0x001, 0x001);
export const POLLPRI = on(0x002, 0x002);
export const POLLOUT = on(0x004, 0x004);
export const POLLERR = on(0x008, 0x008);
export const POLLHUP = on(0x010, 0x010);
export const POLLNVAL = on(0x020, 0x020);

// epoll_create1(2), epoll_ctl(2). Linux alone; elsewhere those calls answer ENOSYS.
export const EPOLL_CLOEXEC = 0x80000;
export const EPOLL_CTL_ADD = 1;
export const EPOLL_CTL_DEL = 2;
export const EPOLL_CTL_MOD = 3;
export const EPOLLIN = 0x001;
export const EPOLLPRI = 0x002;
export const EPOLLOUT = 0x004;
export const EPOLLERR = 0x008;
export const EPOLLHUP = 0x010;
export const EPOLLRDHUP = 0x2000;
export const EPOLLONESHOT = 0x40000000;
export const EPOLLET = 0x80000000 | 0; // the sign bit: epoll_event holds 32 bits

// kqueue(2). macOS alone; elsewhere those calls answer ENOSYS.
export const EVFILT_READ = -1;
export const EVFILT_WRITE = -2;
export const EV_ADD = 0x0001;
export const EV_DELETE = 0x0002;
export const EV_ONESHOT = 0x0010;
export const EV_CLEAR = 0x0020;
export const EV_ERROR = 0x4000;
export const EV_EOF = 0x8000;
// #endregion
