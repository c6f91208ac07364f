/**
 * A socket: the descriptor, and the system calls on it with errors as exceptions.
 *
 * The methods are those of Python's `socket`. Each says what the kernel says, once: nothing is
 * buffered here, nothing repeated, except that a call which a signal interrupted (EINTR) is made
 * again. Beside each call that may block stands a form whose name begins with `try`, for programs
 * to which "it would block" is an everyday answer: that one throws nothing on would-block.
 */
import {
  AF_INET,
  currentKernel,
  errno,
  F_GETFL,
  F_SETFL,
  type Kernel,
  MSG_NOSIGNAL,
  O_NONBLOCK,
  orThrow,
  POLLOUT,
  pollfd,
  SO_ERROR,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  SystemError,
  wouldBlock,
} from '../sys/index.ts';
import {
  type Address,
  decodeAddress,
  encodeAddress,
  formatAddress,
  SOCKADDR_BYTES,
} from './address.ts';
import {
  checkBoolean,
  checkBytes,
  checkCount,
  checkDescriptor,
  checkInt,
} from './arguments.ts';

// #region socket
/** A socket over a kernel: one descriptor, and the calls on it. To be closed by who made it. */
export class Socket {
  /** AF_INET, AF_INET6 or AF_UNIX. */
  readonly family: number;
  /** SOCK_STREAM or SOCK_DGRAM. */
  readonly type: number;
  /** The kernel that the socket was made on, and to which all its calls go. */
  readonly kernel: Kernel;
  #fd: number;

  /**
   * Makes a socket on the current kernel, closed in child processes: socket(2). `type` may carry
   * SOCK_NONBLOCK. With `fd`, takes over a descriptor that exists. Throws SystemError;
   * TypeError, RangeError for numbers that are none or not whole.
   */
  constructor(
    family: number = AF_INET,
    type: number = SOCK_STREAM,
    kernel: Kernel = currentKernel(),
    fd?: number,
  ) {
    this.family = checkInt('new Socket', family);
    this.type = checkInt('new Socket', type) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    this.kernel = kernel;
    this.#fd =
      fd === undefined
        ? orThrow('socket', kernel.socket(family, type | SOCK_CLOEXEC, 0))
        : checkDescriptor(fd);
  }

  /** The descriptor, or -1 when the socket is closed. */
  fileno(): number {
    return this.#fd;
  }
  // #endregion

  // #region bind
  /** Gives the socket its own address: bind(2). Throws SystemError, TypeError, RangeError. */
  bind(address: Address): void {
    const sockaddr = encodeAddress(this.family, address);
    orThrow('bind', this.kernel.bind(this.#fd, sockaddr, sockaddr.length), address);
  }

  /**
   * Lets clients connect; up to `backlog` of them wait to be accepted: listen(2). Throws
   * SystemError, TypeError, RangeError.
   */
  listen(backlog = 128): void {
    orThrow('listen', this.kernel.listen(this.#fd, checkInt('listen', backlog)));
  }
  // #endregion

  // #region accept
  /**
   * The next connection, blocking until there is one: accept4(2). The new socket blocks, whatever
   * this one does. Throws SystemError; WouldBlockError on a non-blocking socket.
   */
  accept(): Socket {
    return this.#connection(orThrow('accept4', this.#accept()));
  }

  /** As `accept`, but answers undefined where that throws WouldBlockError. */
  tryAccept(): Socket | undefined {
    const fd = this.#accept();
    return wouldBlock(fd) ? undefined : this.#connection(orThrow('accept4', fd));
  }

  #accept(): number {
    let fd: number;
    do fd = this.kernel.accept4(this.#fd, null, null, SOCK_CLOEXEC);
    while (fd === -errno.EINTR);
    return fd;
  }

  #connection(fd: number): Socket {
    return new Socket(this.family, this.type, this.kernel, fd);
  }
  // #endregion

  // #region connect
  /**
   * Connects, blocking until it is done: connect(2). Throws SystemError, TypeError, RangeError;
   * WouldBlockError (EINPROGRESS) on a non-blocking socket: writable then means done, SO_ERROR says
   * how it went.
   */
  connect(address: Address): void {
    orThrow('connect', this.#connect(address), address);
  }

  /** As `connect`, but answers -EINPROGRESS (or -EAGAIN: unix(7)) where that throws WouldBlockError, else 0. */
  tryConnect(address: Address): number {
    const result = this.#connect(address);
    return wouldBlock(result) ? result : orThrow('connect', result, address);
  }

  #connect(address: Address): number {
    const sockaddr = encodeAddress(this.family, address);
    const result = this.kernel.connect(this.#fd, sockaddr, sockaddr.length);
    return result === -errno.EINTR ? this.#afterInterruptedConnect() : result;
  }

  // connect(2) is the one call that must not be made again after EINTR: the connection goes on
  // being made in the background, and a second call would answer EALREADY.
  #afterInterruptedConnect(): number {
    let ready: number;
    do ready = this.kernel.poll(pollfd(this.#fd, POLLOUT), 1, -1);
    while (ready === -errno.EINTR);
    return ready < 0 ? ready : 0 - this.getsockopt(SOL_SOCKET, SO_ERROR);
  }
  // #endregion

  // #region send
  /**
   * Hands bytes to the kernel and answers how many it took: send(2). A blocking socket takes all of
   * them, after waiting as long as it must, unless the connection breaks in the middle: then it
   * answers how many it had taken, and the next call throws. A non-blocking one takes what there is
   * room for. Throws SystemError; WouldBlockError if there is no room at all; TypeError for what is
   * not bytes.
   */
  send(data: Uint8Array): number {
    return orThrow('send', this.#send(data));
  }

  /** As `send`, but answers -EAGAIN where that throws WouldBlockError. */
  trySend(data: Uint8Array): number {
    const result = this.#send(data);
    return wouldBlock(result) ? result : orThrow('send', result);
  }

  #send(data: Uint8Array): number {
    checkBytes('send', data);
    let result: number;
    do result = this.kernel.send(this.#fd, data, data.length, MSG_NOSIGNAL);
    while (result === -errno.EINTR);
    return result;
  }

  /**
   * Sends until the kernel has taken every byte. For blocking sockets: on a non-blocking one it
   * throws WouldBlockError when there is no more room, and how much was sent is lost. Throws
   * SystemError, TypeError as `send` does.
   */
  sendAll(data: Uint8Array): void {
    checkBytes('send', data);
    let rest = data;
    do rest = rest.subarray(this.send(rest));
    while (rest.length > 0);
  }
  // #endregion

  // #region recv
  /**
   * What has arrived, at most `maxBytes` of it, blocking until there is something: recv(2). No bytes
   * mean the end of the stream: the peer sends no more. Throws SystemError; WouldBlockError if
   * nothing is there on a non-blocking socket; RangeError for what is no number of bytes.
   */
  recv(maxBytes: number): Uint8Array {
    checkCount('recv', maxBytes);
    const buffer = new Uint8Array(maxBytes);
    return buffer.subarray(0, this.recvInto(buffer));
  }

  /** As `recv`, into a buffer of the caller's: answers the number of bytes. Throws TypeError too. */
  recvInto(buffer: Uint8Array): number {
    return orThrow('recv', this.#recv(buffer));
  }

  /** As `recvInto`, but answers -EAGAIN where that throws WouldBlockError. */
  tryRecvInto(buffer: Uint8Array): number {
    const result = this.#recv(buffer);
    return wouldBlock(result) ? result : orThrow('recv', result);
  }

  #recv(buffer: Uint8Array): number {
    checkBytes('recv', buffer);
    let result: number;
    do result = this.kernel.recv(this.#fd, buffer, buffer.length, 0);
    while (result === -errno.EINTR);
    return result;
  }
  // #endregion

  // #region options
  /**
   * Ends one direction (SHUT_RD, SHUT_WR) or both (SHUT_RDWR): shutdown(2). Throws SystemError
   * (ENOTCONN without a peer), TypeError, RangeError.
   */
  shutdown(how: number): void {
    orThrow('shutdown', this.kernel.shutdown(this.#fd, checkInt('shutdown', how)));
  }

  /** Whether calls may wait. `false` sets O_NONBLOCK: fcntl(2). Throws SystemError, TypeError. */
  setBlocking(blocking: boolean): void {
    checkBoolean('setBlocking', blocking);
    const flags = orThrow('fcntl', this.kernel.fcntl(this.#fd, F_GETFL, 0));
    const wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    orThrow('fcntl', this.kernel.fcntl(this.#fd, F_SETFL, wanted));
  }

  /** The value of an option that is a number: getsockopt(2). Throws SystemError. */
  getsockopt(level: number, name: number): number {
    const value = new Int32Array(1);
    const length = Int32Array.of(4);
    orThrow('getsockopt', this.kernel.getsockopt(this.#fd, level, name, value, length));
    return value[0] ?? 0;
  }

  /**
   * Sets an option that is a number, or a struct of numbers (linger): setsockopt(2). Throws
   * SystemError; TypeError for what is no number, RangeError for one that is not C's int.
   */
  setsockopt(level: number, name: number, value: number | readonly number[]): void {
    const numbers = typeof value === 'object' ? value : [value];
    const words = Int32Array.from(numbers, (number) => checkInt('setsockopt', number));
    orThrow(
      'setsockopt',
      this.kernel.setsockopt(this.#fd, level, name, words, words.byteLength),
    );
  }
  // #endregion

  // #region names
  /** The socket's own address: getsockname(2). Throws SystemError. */
  getsockname(): Address {
    const sockaddr = new Uint8Array(SOCKADDR_BYTES);
    const length = Int32Array.of(sockaddr.length);
    orThrow('getsockname', this.kernel.getsockname(this.#fd, sockaddr, length));
    return decodeAddress(sockaddr, length[0] ?? 0);
  }
  // #endregion

  // #region peer
  /** The peer's address: getpeername(2). Throws SystemError (ENOTCONN) without a peer. */
  getpeername(): Address {
    const sockaddr = new Uint8Array(SOCKADDR_BYTES);
    const length = Int32Array.of(sockaddr.length);
    orThrow('getpeername', this.kernel.getpeername(this.#fd, sockaddr, length));
    return decodeAddress(sockaddr, length[0] ?? 0);
  }
  // #endregion

  // #region close
  /**
   * Gives the descriptor back: close(2). Doing so twice is no error: the second time there is
   * nothing left to close, and the number may be another socket's by now. Throws SystemError
   * (EBADF) if somebody else has closed the descriptor.
   */
  close(): void {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    // The descriptor is gone after any answer, EINTR too; what else it may say is about the past.
    const result = this.kernel.close(fd);
    if (result === -errno.EBADF) throw new SystemError('close', result);
  }

  /** Closes it at the end of a `using` block, as `close`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** `Socket 3 at 127.0.0.1:1234`, for messages. */
  toString(): string {
    if (this.#fd < 0) return 'Socket (closed)';
    try {
      return `Socket ${this.#fd} at ${formatAddress(this.getsockname())}`;
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      return `Socket ${this.#fd}`; // macOS forgets the address of a connection that was reset
    }
  }
}
// #endregion
