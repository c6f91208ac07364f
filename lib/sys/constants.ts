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
/** Addresses that are paths, for sockets on one machine: unix(7). */
export const AF_UNIX = on(1, 1);
/** Addresses of IPv4: ip(7). */
export const AF_INET = on(2, 2);
/** Addresses of IPv6: ipv6(7). */
export const AF_INET6 = on(10, 30);
/** A stream of bytes between two ends, without boundaries: TCP, where the family is AF_INET. */
export const SOCK_STREAM = on(1, 1);
/** Messages, each by itself: UDP, where the family is AF_INET. */
export const SOCK_DGRAM = on(2, 2);

// Flags of socket(2) and accept4(2). macOS has none: there the kernel door takes Linux's
// numbers and sets the same properties by fcntl(2).
/** The new descriptor is non-blocking from the start. */
export const SOCK_NONBLOCK = on(0x800, 0x800);
/** The new descriptor is closed in a program that takes the place of this one: execve(2). */
export const SOCK_CLOEXEC = on(0x80000, 0x80000);
// #endregion

// #region options
// Levels and options: getsockopt(2), socket(7), tcp(7), ipv6(7).
/** The level of the options that every socket has, whatever its protocol. */
export const SOL_SOCKET = on(1, 0xffff);
/** The port may be bound again while old connections on it still fade away. */
export const SO_REUSEADDR = on(2, 0x0004);
/** The type that the socket was made with. To be read only. */
export const SO_TYPE = on(3, 0x1008);
/** The error that waits on the socket, and 0 afterwards: how a connect() in the background ended. */
export const SO_ERROR = on(4, 0x1007);
/** The size of the send buffer in bytes. Linux doubles what it is given. */
export const SO_SNDBUF = on(7, 0x1001);
/** The size of the receive buffer in bytes. Linux doubles what it is given. */
export const SO_RCVBUF = on(8, 0x1002);
/** Asks now and then whether the other end of a silent connection is still there. */
export const SO_KEEPALIVE = on(9, 0x0008);
/** What close() does about bytes that are not sent yet: a struct linger. */
export const SO_LINGER = on(13, 0x1080); // macOS: SO_LINGER_SEC; its SO_LINGER counts in ticks
/** Several sockets may be bound to one port. */
export const SO_REUSEPORT = on(15, 0x0200);
/** The level of the options of TCP. */
export const IPPROTO_TCP = on(6, 6);
/** Small pieces are sent at once, not gathered until the last one is confirmed. */
export const TCP_NODELAY = on(1, 0x01);
/** The level of the options of IPv6. */
export const IPPROTO_IPV6 = on(41, 41);
/** The socket takes no connections of IPv4. */
export const IPV6_V6ONLY = on(26, 27);
/** The longest queue of connections that listen() keeps for accept(). */
export const SOMAXCONN = on(4096, 128);
// #endregion

// #region flags
// Flags of send(2) and recv(2). Older macOS has no MSG_NOSIGNAL: a socket option says the same.
/** Leaves in the buffer what it reads, for the next call. */
export const MSG_PEEK = on(0x02, 0x02);
/** Makes one call non-blocking, whatever the descriptor is. */
export const MSG_DONTWAIT = on(0x40, 0x80);
/** No SIGPIPE where the other end is gone: the call answers EPIPE and that is all. */
export const MSG_NOSIGNAL = on(0x4000, 0);
/** The same for all sends on a socket, on macOS. */
export const SO_NOSIGPIPE = on(0, 0x1022);
// #endregion

// #region files
// What shutdown(2) ends.
/** Nothing more will be read. */
export const SHUT_RD = on(0, 0);
/** Nothing more will be sent: the other end reads the end of the stream. */
export const SHUT_WR = on(1, 1);
/** Both. */
export const SHUT_RDWR = on(2, 2);

// Commands of fcntl(2), and the flags that they read and set.
/** A second descriptor for the same open file, at least as high as the argument. */
export const F_DUPFD = on(0, 0);
/** Reads the flags of the descriptor, of which there is one: FD_CLOEXEC. */
export const F_GETFD = on(1, 1);
/** Sets the flags of the descriptor. */
export const F_SETFD = on(2, 2);
/** Reads the flags of the open file, O_NONBLOCK among them. */
export const F_GETFL = on(3, 3);
/** Sets the flags of the open file, all of them at once. */
export const F_SETFL = on(4, 4);
/** The descriptor is closed in a program that takes the place of this one: execve(2). */
export const FD_CLOEXEC = on(1, 1);
/** No call on the open file waits: it answers EAGAIN instead. */
export const O_NONBLOCK = on(0x800, 0x4);
/** FD_CLOEXEC from the start, for pipe2(2). */
export const O_CLOEXEC = on(0x80000, 0x1000000);

// select(2).
/** How many descriptors the C library's fd_set has room for. Not a limit of Linux's kernel. */
export const FD_SETSIZE = on(1024, 1024);
// #endregion

// #region events
// Events of poll(2).
/** There is something to read, or the end of the stream. */
export const POLLIN = on(0x001, 0x001);
/** There is an exceptional condition: data out of band. */
export const POLLPRI = on(0x002, 0x002);
/** There is room to write. */
export const POLLOUT = on(0x004, 0x004);
/** There is an error. Answered whether it was asked for or not. */
export const POLLERR = on(0x008, 0x008);
/** The connection is over. Answered whether it was asked for or not. */
export const POLLHUP = on(0x010, 0x010);
/** The descriptor is not open. Answered whether it was asked for or not. */
export const POLLNVAL = on(0x020, 0x020);

// epoll_create1(2), epoll_ctl(2). Linux alone; elsewhere those calls answer ENOSYS.
/** The epoll instance is closed in a program that takes the place of this one: execve(2). */
export const EPOLL_CLOEXEC = 0x80000;
/** Adds a descriptor to those that are watched. */
export const EPOLL_CTL_ADD = 1;
/** Takes a descriptor from those that are watched. */
export const EPOLL_CTL_DEL = 2;
/** Changes what a descriptor is watched for. */
export const EPOLL_CTL_MOD = 3;
/** There is something to read, or the end of the stream. */
export const EPOLLIN = 0x001;
/** There is an exceptional condition: data out of band. */
export const EPOLLPRI = 0x002;
/** There is room to write. */
export const EPOLLOUT = 0x004;
/** There is an error. Answered whether it was asked for or not. */
export const EPOLLERR = 0x008;
/** The connection is over. Answered whether it was asked for or not. */
export const EPOLLHUP = 0x010;
/** The other end sends nothing more. */
export const EPOLLRDHUP = 0x2000;
/** Tells once, and then no more until EPOLL_CTL_MOD asks again. */
export const EPOLLONESHOT = 0x40000000;
/** Tells when something comes, not for as long as it is there. */
export const EPOLLET = 0x80000000 | 0; // the sign bit: epoll_event holds 32 bits

// kqueue(2). macOS alone; elsewhere those calls answer ENOSYS.
/** Watches for something to read. */
export const EVFILT_READ = -1;
/** Watches for room to write. */
export const EVFILT_WRITE = -2;
/** Watches for this from now on. */
export const EV_ADD = 0x0001;
/** Watches for this no longer. */
export const EV_DELETE = 0x0002;
/** Tells once, and stops watching. */
export const EV_ONESHOT = 0x0010;
/** Tells when something comes, not for as long as it is there. */
export const EV_CLEAR = 0x0020;
/** The change was refused: `data` holds the errno. */
export const EV_ERROR = 0x4000;
/** The other end sends nothing more, or is gone. */
export const EV_EOF = 0x8000;
// #endregion
