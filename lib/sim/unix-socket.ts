/**
 * A Unix socket: two programs of one machine, connected through its memory: unix(7).
 *
 * There is no wire: what one end sends lies in the receive buffer of the other at once, and
 * counts against the sender until it is read. Which answer comes before which is Linux's order,
 * in its net/unix/af_unix.c; much of it differs from TCP.
 *
 * Simulated: paths, abstract names (a zero byte first), sockets without a name.
 * Absent: the file system. A path is a name like any other: no folder must exist for it. It stays
 * taken when its socket is closed, as the file would, until `SimulatedKernel.unlink()`.
 */
import {
  AF_UNIX,
  errno,
  layouts,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
} from '../sys/index.ts';
import { emptySockaddr, familyOf } from './address.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Machine } from './machine.ts';
import { POLLRDHUP } from './open-file.ts';
import { directions, NOT_CONNECTED, Socket, WOULD_BLOCK } from './socket.ts';
import type { SocketOptions } from './socket-options.ts';

const MOST_BACKLOG = 4096;
const ALL_EVENTS = POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP;
const { sun_path: PATH_AT, size: SOCKADDR_BYTES } = layouts.sockaddr_un;

export class UnixSocket extends Socket {
  readonly #machine: Machine;
  #state: 'closed' | 'listening' | 'connected' = 'closed';
  /** Its name, a path or an abstract name; '' for none. */
  #name = '';
  #peerName = '';
  #queue: UnixSocket[] = [];
  #backlog = 0;
  #other: UnixSocket | undefined;
  readonly #unread = new ByteQueue();
  #readingShut = false;
  #writingShut = false;

  constructor(machine: Machine, options: SocketOptions) {
    super(AF_UNIX, options);
    this.#machine = machine;
  }

  readiness(): number {
    let events = this.error === 0 ? 0 : POLLERR;
    if (this.#readingShut && this.#writingShut) events |= POLLHUP;
    if (this.#readingShut) events |= POLLIN | POLLRDHUP;
    if (this.#state === 'listening')
      return events | (this.#queue.length > 0 ? POLLIN : 0);
    if (this.#unread.length > 0) events |= POLLIN;
    if (this.#state === 'closed') events |= POLLHUP;
    return this.#isRoomy() ? events | POLLOUT : events;
  }

  // Linux calls a Unix socket writable while no more than a quarter of its buffer is used.
  #isRoomy(): boolean {
    return 4 * this.#sentAndUnread() <= this.options.sendBufferBytes;
  }

  #sentAndUnread(): number {
    return this.#other === undefined ? 0 : this.#other.#unread.length;
  }

  bind(sockaddr: Uint8Array): number {
    const name = readName(sockaddr);
    if (name === undefined) return -errno.EINVAL;
    const taken = name === '' ? this.#anyName() : name;
    // In this order: Linux makes the file for the path before it looks at the socket.
    if (this.#machine.unixNames.has(taken)) return -errno.EADDRINUSE;
    if (this.#name !== '') return -errno.EINVAL;
    this.#machine.unixNames.set(taken, this);
    this.#name = taken;
    return 0;
  }

  /** An abstract name that nobody has: five hexadecimal digits. */
  #anyName(): string {
    for (let number = 1; ; number++) {
      const name = `\0${number.toString(16).padStart(5, '0')}`;
      if (!this.#machine.unixNames.has(name)) return name;
    }
  }

  listen(backlog: number): number {
    if (this.#state === 'connected' || this.#name === '') return -errno.EINVAL;
    this.#state = 'listening';
    this.#backlog = Math.min(backlog >>> 0, MOST_BACKLOG);
    return 0;
  }

  accept(): UnixSocket | number {
    if (this.#state !== 'listening') return -errno.EINVAL;
    const socket = this.#queue.shift();
    if (socket !== undefined) {
      this.changed(POLLOUT); // who waits for room in the queue
      return socket;
    }
    return this.#readingShut && !this.nonBlocking ? -errno.EINVAL : WOULD_BLOCK;
  }

  connect(sockaddr: Uint8Array): number {
    const name = readName(sockaddr);
    if (name === undefined || name === '') return -errno.EINVAL;
    const listener = this.#machine.unixNames.get(name);
    if (listener === undefined) {
      return name[0] === '\0' ? -errno.ECONNREFUSED : -errno.ENOENT;
    }
    if (!(listener instanceof UnixSocket)) return -errno.ECONNREFUSED;
    if (listener.#state !== 'listening' || listener.#readingShut) {
      return -errno.ECONNREFUSED;
    }
    if (this.#state === 'connected') return -errno.EISCONN;
    if (this.#state === 'listening') return -errno.EINVAL;
    if (listener.#queue.length > listener.#backlog) return WOULD_BLOCK;
    const accepted = new UnixSocket(this.#machine, listener.options);
    accepted.#name = listener.#name;
    accepted.#peerName = this.#name;
    this.#peerName = listener.#name;
    accepted.#establish(this);
    this.#establish(accepted);
    listener.#queue.push(accepted);
    listener.changed(POLLIN);
    return 0;
  }

  #establish(other: UnixSocket): void {
    this.#state = 'connected';
    this.#other = other;
    this.#readingShut = this.#writingShut = false;
  }

  send(bytes: Uint8Array): number {
    if (this.#state !== 'connected') return NOT_CONNECTED;
    if (this.#writingShut || this.#other === undefined) return -errno.EPIPE;
    if (bytes.length === 0) return 0;
    const room = this.options.sendBufferBytes - this.#sentAndUnread();
    if (room <= 0) return WOULD_BLOCK;
    const taken = bytes.subarray(0, room);
    this.#other.#unread.push(taken);
    this.#other.changed(POLLIN);
    return taken.length;
  }

  recv(target: Uint8Array, peek: boolean): number {
    if (this.#state !== 'connected') return -errno.EINVAL;
    if (this.#unread.length > 0) {
      const count = this.#unread.peek(target);
      if (peek) return count;
      this.#unread.drop(count);
      const other = this.#other;
      if (other !== undefined) other.changed(other.#isRoomy() ? POLLOUT : 0);
      return count;
    }
    if (this.error !== 0) return -this.takeError();
    return this.#readingShut ? 0 : WOULD_BLOCK;
  }

  shutdown(how: number): number {
    const ends = directions(how);
    if (ends === undefined) return -errno.EINVAL;
    this.#shut(ends.reading, ends.writing);
    // What one end will not read the other cannot send: here both know at once.
    if (this.#other !== undefined) this.#other.#shut(ends.writing, ends.reading);
    return 0;
  }

  #shut(reading: boolean, writing: boolean): void {
    this.#readingShut ||= reading;
    this.#writingShut ||= writing;
    this.changed(ALL_EVENTS);
  }

  protected override release(): void {
    for (const socket of this.#queue) socket.reset();
    this.#queue = [];
    if (this.#name[0] === '\0' && this.#machine.unixNames.get(this.#name) === this) {
      this.#machine.unixNames.delete(this.#name);
    }
    this.#leave(this.#unread.length > 0);
  }

  reset(): void {
    this.#leave(true);
  }

  #leave(withReset: boolean): void {
    const other = this.#other;
    this.#other = undefined;
    this.#unread.drop(this.#unread.length);
    this.#state = 'closed';
    if (other === undefined) return;
    other.#peerName = this.#name;
    other.#other = undefined;
    if (withReset) other.error = errno.ECONNRESET;
    other.#shut(true, true);
  }

  localName(): Uint8Array {
    return sockaddrOf(this.#name);
  }

  remoteName(): Uint8Array | number {
    return this.#state === 'connected' ? this.acceptedFrom() : NOT_CONNECTED;
  }

  acceptedFrom(): Uint8Array {
    // The other end may have got its name since; when it is gone, the last one is told.
    if (this.#other !== undefined) this.#peerName = this.#other.#name;
    return sockaddrOf(this.#peerName);
  }

  /** How many bytes have arrived and were not read. */
  get arrivedBytes(): number {
    return this.#unread.length;
  }

  describe(): string {
    const name = this.#name.replace('\0', '@') || '(no name)';
    if (this.#state === 'listening') {
      return `Unix listener at ${name}, ${this.#queue.length} clients to accept`;
    }
    const sent = `${this.#sentAndUnread()} of ${this.options.sendBufferBytes} not yet read`;
    return `Unix ${name}, ${this.#state}: ${this.#unread.length} bytes to read, ${sent}`;
  }
}

/** The name in a sockaddr: up to its first zero byte, or all of an abstract one. */
function readName(sockaddr: Uint8Array): string | undefined {
  if (sockaddr.length < PATH_AT || sockaddr.length > SOCKADDR_BYTES) return undefined;
  if (familyOf(sockaddr) !== AF_UNIX) return undefined;
  const name = String.fromCharCode(...sockaddr.subarray(PATH_AT));
  const end = name[0] === '\0' ? -1 : name.indexOf('\0');
  return end < 0 ? name : name.slice(0, end);
}

function sockaddrOf(name: string): Uint8Array {
  const isPath = name !== '' && name[0] !== '\0';
  const sockaddr = emptySockaddr(AF_UNIX, PATH_AT + name.length + (isPath ? 1 : 0));
  for (let at = 0; at < name.length; at++) sockaddr[PATH_AT + at] = name.charCodeAt(at);
  return sockaddr;
}
