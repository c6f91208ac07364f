/**
 * The names of the numbers that go into system calls: `2` back to `AF_INET`, `0x4000` back to
 * `MSG_NOSIGNAL`. What has no name here is shown as a number.
 */
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  EPOLL_CLOEXEC,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  EPOLLERR,
  EPOLLET,
  EPOLLHUP,
  EPOLLIN,
  EPOLLONESHOT,
  EPOLLOUT,
  EPOLLPRI,
  EPOLLRDHUP,
  EV_ADD,
  EV_CLEAR,
  EV_DELETE,
  EV_EOF,
  EV_ERROR,
  EV_ONESHOT,
  EVFILT_READ,
  EVFILT_WRITE,
  F_DUPFD,
  F_GETFD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  MSG_PEEK,
  O_CLOEXEC,
  O_NONBLOCK,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  POLLPRI,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_NOSIGPIPE,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from '../sys/index.ts';

// #region names
/** Names by number: of one thing out of several, or of flags that can be combined. */
export type Names = ReadonlyMap<number, string>;

/** The table of some constants, given by their names. */
function namesOf(constants: Readonly<Record<string, number>>): Names {
  return new Map(Object.entries(constants).map(([name, value]) => [value, name]));
}

/** As `namesOf`, without flags that are 0 because this platform does not have them. */
function flagsOf(constants: Readonly<Record<string, number>>): Names {
  return new Map([...namesOf(constants)].filter(([value]) => value !== 0));
}
// #endregion

// #region tables
export const families = namesOf({ AF_UNIX, AF_INET, AF_INET6 });
export const socketTypes = namesOf({ SOCK_STREAM, SOCK_DGRAM });
export const socketFlags = flagsOf({ SOCK_NONBLOCK, SOCK_CLOEXEC });
export const levels = namesOf({ SOL_SOCKET, IPPROTO_TCP, IPPROTO_IPV6 });
export const messageFlags = flagsOf({ MSG_PEEK, MSG_DONTWAIT, MSG_NOSIGNAL });
export const shutdowns = namesOf({ SHUT_RD, SHUT_WR, SHUT_RDWR });
export const fcntlCommands = namesOf({ F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL });
export const descriptorFlags = flagsOf({ FD_CLOEXEC });
export const pipeFlags = flagsOf({ O_NONBLOCK, O_CLOEXEC });
export const epollCreateFlags = flagsOf({ EPOLL_CLOEXEC });
export const epollOperations = namesOf({ EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD });
export const kqueueFilters = namesOf({ EVFILT_READ, EVFILT_WRITE });

export const pollEvents = flagsOf({
  POLLIN,
  POLLPRI,
  POLLOUT,
  POLLERR,
  POLLHUP,
  POLLNVAL,
});

export const epollEvents = flagsOf({
  EPOLLIN,
  EPOLLPRI,
  EPOLLOUT,
  EPOLLERR,
  EPOLLHUP,
  EPOLLRDHUP,
  EPOLLONESHOT,
  EPOLLET,
});

export const kqueueFlags = flagsOf({
  EV_ADD,
  EV_DELETE,
  EV_ONESHOT,
  EV_CLEAR,
  EV_ERROR,
  EV_EOF,
});

/** The options of each level: one number means different things at two levels. */
export const socketOptions: ReadonlyMap<number, Names> = new Map([
  [
    SOL_SOCKET,
    flagsOf({
      SO_REUSEADDR,
      SO_TYPE,
      SO_ERROR,
      SO_SNDBUF,
      SO_RCVBUF,
      SO_KEEPALIVE,
      SO_LINGER,
      SO_REUSEPORT,
      SO_NOSIGPIPE,
    }),
  ],
  [IPPROTO_TCP, namesOf({ TCP_NODELAY })],
  [IPPROTO_IPV6, namesOf({ IPV6_V6ONLY })],
]);
// #endregion

// #region access
// The two lowest bits of what F_GETFL answers: how the file was opened. Both systems agree.
const ACCESS_MODE = 3;
const accessModes = ['O_RDONLY', 'O_WRONLY', 'O_RDWR'];

/** The flags of an open file, as F_GETFL answers them: `O_RDWR|O_NONBLOCK`. */
export function fileFlags(value: number): string {
  const mode = accessModes[value & ACCESS_MODE] ?? `${value & ACCESS_MODE}`;
  const rest = value & ~ACCESS_MODE;
  return rest === 0 ? mode : `${mode}|${flagNames(pipeFlags, rest)}`;
}
// #endregion

// #region name-of
/** The name of a number, or the number. */
export function nameOf(names: Names | undefined, value: number): string {
  return names?.get(value) ?? `${value}`;
}

/** The names of flags, joined by `|`; bits without a name in hexadecimal; `0` for none. */
export function flagNames(names: Names, value: number): string {
  const shown: string[] = [];
  let rest = value;
  for (const [bit, name] of names) {
    if ((rest & bit) === 0) continue;
    shown.push(name);
    rest &= ~bit;
  }
  if (rest !== 0) shown.push(`0x${(rest >>> 0).toString(16)}`);
  return shown.join('|') || '0';
}
// #endregion
