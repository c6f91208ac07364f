/**
 * The calls that only sockets have: each checks its arguments, finds the socket, and asks it.
 */
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  errno,
  IPPROTO_TCP,
  MSG_DONTWAIT,
  MSG_PEEK,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
} from '../sys/index.ts';
import { writeSockaddr } from './address.ts';
import { holds, isDescriptor, isInt, MOST_BYTES } from './arguments.ts';
import { Calls } from './calls.ts';
import type { SimulationOptions } from './options.ts';
import { Socket, WOULD_BLOCK } from './socket.ts';
import { defaultOptions } from './socket-options.ts';
import { TcpSocket } from './tcp-socket.ts';
import { UnixSocket } from './unix-socket.ts';

/** SO_SNDBUF and SO_RCVBUF of a Unix socket: net.core.wmem_default of Linux. */
const UNIX_BUFFER_BYTES = 212_992;

const SOCKET_FLAGS = SOCK_NONBLOCK | SOCK_CLOEXEC;

export abstract class SocketCalls extends Calls {
  readonly #tcpOptions;
  readonly #unixOptions = defaultOptions(UNIX_BUFFER_BYTES, UNIX_BUFFER_BYTES);

  constructor(given: Partial<SimulationOptions> = {}) {
    super(given);
    const { sendBufferBytes, receiveBufferBytes } = this.machine;
    this.#tcpOptions = defaultOptions(sendBufferBytes, receiveBufferBytes);
  }

  /** A new socket that no descriptor stands for. */
  protected newTcpSocket(family: number): TcpSocket {
    return new TcpSocket(this.machine, family, this.#tcpOptions);
  }

  socket(domain: number, type: number, protocol: number): number {
    if (!isInt(domain) || !isInt(type) || !isInt(protocol)) return -errno.EINVAL;
    return this.call('socket', () => {
      const wrong = refusal(domain, type & ~SOCKET_FLAGS, protocol);
      if (wrong < 0) return wrong;
      const isUnix = domain === AF_UNIX;
      const socket = isUnix
        ? new UnixSocket(this.machine, this.#unixOptions)
        : this.newTcpSocket(domain);
      return this.#openWith(socket, type);
    });
  }

  #openWith(socket: Socket, flags: number): number {
    socket.nonBlocking = (flags & SOCK_NONBLOCK) !== 0;
    return this.open(socket, (flags & SOCK_CLOEXEC) !== 0);
  }

  bind(fd: number, address: Uint8Array, length: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(address, length)) return -errno.EFAULT;
    return this.#ask('bind', fd, (socket) => socket.bind(address.subarray(0, length)));
  }

  listen(fd: number, backlog: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!isInt(backlog)) return -errno.EINVAL;
    return this.#ask('listen', fd, (socket) => socket.listen(backlog));
  }

  accept4(
    fd: number,
    address: Uint8Array | null,
    length: Int32Array | null,
    flags: number,
  ): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (address !== null && !holds(address, length?.[0] ?? -1)) return -errno.EFAULT;
    if (!isInt(flags)) return -errno.EINVAL;
    return this.#ask('accept4', fd, (listener) => {
      if ((flags & ~SOCKET_FLAGS) !== 0) return -errno.EINVAL;
      const noRoom = this.machine.faults.strikes('no-descriptors');
      if (noRoom || !this.descriptors.hasRoomFor(1)) return -errno.EMFILE;
      let accepted: Socket | number = WOULD_BLOCK;
      const answer = this.blocking('accept4', fd, !listener.nonBlocking, () => {
        accepted = listener.accept();
        return typeof accepted === 'number' ? accepted : 0;
      });
      const socket = accepted as Socket | number; // assigned in the function above
      if (answer < 0 || typeof socket === 'number') return answer;
      if (address !== null && length !== null) {
        writeSockaddr(socket.acceptedFrom(), address, length);
      }
      socket.nonBlocking = (flags & SOCK_NONBLOCK) !== 0;
      return this.descriptors.add(socket, (flags & SOCK_CLOEXEC) !== 0);
    });
  }

  connect(fd: number, address: Uint8Array, length: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(address, length)) return -errno.EFAULT;
    return this.#ask('connect', fd, (socket) =>
      this.blocking('connect', fd, !socket.nonBlocking, () => {
        const answer = socket.connect(address.subarray(0, length));
        const underWay = answer === -errno.EINPROGRESS || answer === -errno.EALREADY;
        return underWay && !socket.nonBlocking ? WOULD_BLOCK : answer;
      }),
    );
  }

  send(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(buffer, length)) return -errno.EFAULT;
    if (!isInt(flags)) return -errno.EINVAL;
    return this.#ask('send', fd, (socket) => {
      const bytes = buffer.subarray(0, Math.min(length, MOST_BYTES));
      if (this.machine.faults.strikes('reset')) socket.breakDown();
      const mayWait = !socket.nonBlocking && !(flags & MSG_DONTWAIT);
      return this.moveOut('send', fd, socket, bytes, mayWait);
    });
  }

  // #region recv
  recv(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(buffer, length)) return -errno.EFAULT;
    if (!isInt(flags)) return -errno.EINVAL;
    return this.#ask('recv', fd, (socket) => {
      const limit = this.machine.faults.limit('recv', Math.min(length, MOST_BYTES));
      const target = buffer.subarray(0, limit);
      if (this.machine.faults.strikes('reset')) socket.breakDown();
      const mayWait = !socket.nonBlocking && !(flags & MSG_DONTWAIT);
      const peek = (flags & MSG_PEEK) !== 0;
      const attempt = () => socket.recv(target, peek);
      const count = this.blocking('recv', fd, mayWait, attempt);
      if (count > 0 && !peek) this.counts.bytesReceived += count;
      return count;
    });
  }
  // #endregion

  shutdown(fd: number, how: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!isInt(how)) return -errno.EINVAL;
    return this.#ask('shutdown', fd, (socket) => socket.shutdown(how));
  }

  getsockopt(
    fd: number,
    level: number,
    name: number,
    value: Int32Array,
    length: Int32Array,
  ): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    const room = length[0] ?? -1;
    if (!holds(value, room)) return -errno.EFAULT;
    if (!isInt(level) || !isInt(name)) return -errno.EINVAL;
    return this.#ask('getsockopt', fd, (socket) => {
      const words = socket.option(level, name);
      if (typeof words === 'number') return words;
      const bytes = new Uint8Array(Int32Array.from(words).buffer).subarray(0, room);
      new Uint8Array(value.buffer, value.byteOffset).set(bytes);
      length[0] = bytes.length;
      return 0;
    });
  }

  setsockopt(
    fd: number,
    level: number,
    name: number,
    value: Int32Array,
    length: number,
  ): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(value, length)) return -errno.EFAULT;
    if (!isInt(level) || !isInt(name)) return -errno.EINVAL;
    return this.#ask('setsockopt', fd, (socket) =>
      socket.setOption(level, name, value, length),
    );
  }

  getsockname(fd: number, address: Uint8Array, length: Int32Array): number {
    return this.#name('getsockname', fd, address, length, (socket) => socket.localName());
  }

  getpeername(fd: number, address: Uint8Array, length: Int32Array): number {
    return this.#name('getpeername', fd, address, length, (socket) => {
      return socket.remoteName();
    });
  }

  #name(
    call: string,
    fd: number,
    address: Uint8Array,
    length: Int32Array,
    nameOf: (socket: Socket) => Uint8Array | number,
  ): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(address, length[0] ?? -1)) return -errno.EFAULT;
    return this.#ask(call, fd, (socket) => {
      const name = nameOf(socket);
      if (typeof name === 'number') return name;
      writeSockaddr(name, address, length);
      return 0;
    });
  }

  /** Makes a call on the socket of a descriptor. */
  #ask(call: string, fd: number, run: (socket: Socket) => number): number {
    return this.call(call, () => {
      const file = this.descriptors.file(fd);
      if (file === undefined) return -errno.EBADF;
      return file instanceof Socket ? run(file) : -errno.ENOTSOCK;
    });
  }
}

/** Why there is no such socket, as Linux says it, or 0. */
function refusal(domain: number, type: number, protocol: number): number {
  const isInternet = domain === AF_INET || domain === AF_INET6;
  if (type < 0 || type > 10) return -errno.EINVAL;
  if (!isInternet && domain !== AF_UNIX) return -errno.EAFNOSUPPORT;
  if (isInternet && protocol !== 0 && protocol !== IPPROTO_TCP) {
    return -errno.EPROTONOSUPPORT;
  }
  if (domain === AF_UNIX && protocol !== 0 && protocol !== AF_UNIX) {
    return -errno.EPROTONOSUPPORT;
  }
  if (type === SOCK_DGRAM) return -errno.EPROTONOSUPPORT; // absent: see kernel.ts
  return type === SOCK_STREAM ? 0 : -errno.ESOCKTNOSUPPORT;
}
