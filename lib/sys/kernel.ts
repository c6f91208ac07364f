/**
 * What a program here may ask of an operating system: the system calls of this course.
 *
 * Everything above this interface is written against it alone, so that the real kernel
 * (`native.ts`) and any other can take each other's place. Names, argument order and constants
 * are those of the man pages. Four things hold for every call:
 *
 * - It answers as Linux itself does: a number ≥ 0, or a negated errno (`-errno.EAGAIN`).
 *   No exception crosses this line. The C library's `-1` and its global errno end below it.
 * - A pointer is a typed array, and what the call writes is in that array afterwards. `null` is
 *   C's NULL. `length` may be less than the array holds; if it is more, the call answers
 *   `-EFAULT` and touches nothing.
 * - A descriptor that is no whole number ≥ 0 is `-EBADF`.
 * - It blocks where the man page says so: the thread stops, and no JavaScript runs on it.
 *
 * A call that the system does not have answers `-ENOSYS`.
 */
export interface Kernel {
  /**
   * Makes a socket: socket(2). `type` may carry SOCK_NONBLOCK and SOCK_CLOEXEC. Answers a
   * descriptor.
   */
  socket(domain: number, type: number, protocol: number): number;
  /** Gives a socket its own address: bind(2). `address` is a sockaddr. */
  bind(fd: number, address: Uint8Array, length: number): number;
  /** Lets clients connect to a socket: listen(2). Up to `backlog` of them wait for accept4(). */
  listen(fd: number, backlog: number): number;
  /**
   * Takes in the next client that has connected: accept4(2). Answers the descriptor of its
   * connection. Writes the peer's sockaddr and its length, unless both are null.
   */
  accept4(
    fd: number,
    address: Uint8Array | null,
    length: Int32Array | null,
    flags: number,
  ): number;
  /** Connects a socket to a listening one: connect(2). `address` is a sockaddr. */
  connect(fd: number, address: Uint8Array, length: number): number;
  // #region bytes
  /** Sends: send(2). Answers how many bytes the kernel took: perhaps fewer than `length`. */
  send(fd: number, buffer: Uint8Array, length: number, flags: number): number;
  /** Receives: recv(2). Answers how many bytes it wrote; 0 at the end of the stream. */
  recv(fd: number, buffer: Uint8Array, length: number, flags: number): number;
  // #endregion
  /** Ends one direction of a connection, or both: shutdown(2). `how` is SHUT_WR, say. */
  shutdown(fd: number, how: number): number;
  /** Gives a descriptor back: close(2). It is gone afterwards, whatever the answer. */
  close(fd: number): number;
  /** Reads or sets a descriptor's flags: fcntl(2), for arguments that are whole numbers. */
  fcntl(fd: number, command: number, argument: number): number;
  /**
   * Reads an option of a socket: getsockopt(2). `length` holds the size of `value` in bytes,
   * afterwards what was written.
   */
  getsockopt(
    fd: number,
    level: number,
    name: number,
    value: Int32Array,
    length: Int32Array,
  ): number;
  /** Sets an option of a socket: setsockopt(2). `length` in bytes. */
  setsockopt(
    fd: number,
    level: number,
    name: number,
    value: Int32Array,
    length: number,
  ): number;
  /** Writes the socket's own sockaddr and its length: getsockname(2). */
  getsockname(fd: number, address: Uint8Array, length: Int32Array): number;
  /** Writes the peer's sockaddr and its length: getpeername(2). */
  getpeername(fd: number, address: Uint8Array, length: Int32Array): number;
  /**
   * Waits until descriptors are ready: select(2). The sets are fd_sets and are overwritten with
   * what is ready; `timeout` is a struct timeval, or null to wait for ever. Answers how many bits
   * are set.
   */
  select(
    nfds: number,
    readfds: Uint8Array | null,
    writefds: Uint8Array | null,
    exceptfds: Uint8Array | null,
    timeout: Int32Array | null,
  ): number;
  /**
   * Waits until descriptors are ready: poll(2). `fds` holds structs pollfd; `timeout` in ms, -1 to
   * wait for ever.
   */
  poll(fds: Int32Array | null, nfds: number, timeout: number): number;
  /** Makes a list of descriptors to watch: epoll_create1(2). Answers a descriptor for it. */
  epoll_create1(flags: number): number;
  /**
   * Changes what an epoll list watches: epoll_ctl(2). `event` is a struct epoll_event; null to
   * delete.
   */
  epoll_ctl(
    epfd: number,
    operation: number,
    fd: number,
    event: Int32Array | null,
  ): number;
  /**
   * Waits until descriptors of an epoll list are ready: epoll_wait(2). Writes structs epoll_event;
   * `timeout` in ms, -1 to wait for ever.
   */
  epoll_wait(
    epfd: number,
    events: Int32Array,
    maxevents: number,
    timeout: number,
  ): number;
  /** Makes macOS's list of what to watch: kqueue(2). Answers a descriptor for it. */
  kqueue(): number;
  /**
   * Changes what a kqueue watches, and waits for it: kevent(2). The lists hold structs kevent;
   * `timeout` is a struct timespec or null.
   */
  kevent(
    kq: number,
    changelist: Uint8Array | null,
    nchanges: number,
    eventlist: Uint8Array | null,
    nevents: number,
    timeout: Int32Array | null,
  ): number;
  /** Makes a pipe: pipe2(2). Writes two descriptors, first the end to read from. */
  pipe2(fds: Int32Array, flags: number): number;
  /** Reads from any descriptor: read(2). Answers how many bytes it wrote; 0 at the end. */
  read(fd: number, buffer: Uint8Array, length: number): number;
  /** Writes to any descriptor: write(2). Answers how many bytes it took, perhaps fewer. */
  write(fd: number, buffer: Uint8Array, length: number): number;
  /** CLOCK_MONOTONIC of clock_gettime(2): a time in ms, with fractions, that never goes back. */
  monotonicMs(): number;
}
