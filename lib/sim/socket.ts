/**
 * What the sockets of all families have in common: options, SO_ERROR, and that write is send.
 */
import { errno, SO_ERROR, SO_TYPE, SOCK_STREAM, SOL_SOCKET } from '../sys/index.ts';
import { OpenFile } from './open-file.ts';
import { optionWords, type SocketOptions, withOption } from './socket-options.ts';

export abstract class Socket extends OpenFile {
  /** AF_INET, AF_INET6 or AF_UNIX. */
  readonly family: number;
  options: SocketOptions;
  /** What went wrong and was not told yet, as a positive errno: SO_ERROR. */
  protected error = 0;

  constructor(family: number, options: SocketOptions) {
    super();
    this.family = family;
    this.options = options;
  }

  /** Each of these is the call of its name that never waits: -EAGAIN where it would have to. */
  abstract bind(sockaddr: Uint8Array): number;
  abstract listen(backlog: number): number;
  abstract accept(): Socket | number;
  /** Begins to connect, or says how it went: -EINPROGRESS, -EALREADY while it is not done. */
  abstract connect(sockaddr: Uint8Array): number;
  abstract send(bytes: Uint8Array): number;
  abstract recv(target: Uint8Array, peek: boolean): number;
  abstract shutdown(how: number): number;
  /** The sockaddr of this end. */
  abstract localName(): Uint8Array;
  /** The sockaddr of the other end, or -ENOTCONN. */
  abstract remoteName(): Uint8Array | number;
  /** The sockaddr that accept(2) tells: of who connected, gone or not. */
  abstract acceptedFrom(): Uint8Array;
  /** Breaks the connection at once: RST. */
  abstract reset(): void;

  /** The network loses the connection: both ends learn of it. Only TCP has a network. */
  breakDown(): void {}

  override read(target: Uint8Array): number {
    return target.length === 0 ? 0 : this.recv(target, false);
  }

  override write(bytes: Uint8Array): number {
    return this.send(bytes);
  }

  /** getsockopt(2): the words of an option, or a negated errno. */
  option(level: number, name: number): number[] | number {
    if (level === SOL_SOCKET && name === SO_ERROR) return [this.takeError()];
    if (level === SOL_SOCKET && name === SO_TYPE) return [SOCK_STREAM];
    return optionWords(this.options, this.family, level, name);
  }

  /** setsockopt(2). */
  setOption(level: number, name: number, value: Int32Array, length: number): number {
    const { family } = this;
    const options = withOption(this.options, family, level, name, value, length);
    if (typeof options === 'number') return options;
    this.options = options;
    return 0;
  }

  /** What went wrong, once: a positive errno, or 0. */
  protected takeError(): number {
    const { error } = this;
    this.error = 0;
    return error;
  }
}

/** Checks the `how` of shutdown(2). Answers which directions end, or undefined. */
export function directions(
  how: number,
): { reading: boolean; writing: boolean } | undefined {
  // SHUT_RD, SHUT_WR, SHUT_RDWR: one more than each is a set of two bits.
  if (how < 0 || how > 2) return undefined;
  return { reading: ((how + 1) & 1) !== 0, writing: ((how + 1) & 2) !== 0 };
}

export const NOT_CONNECTED = -errno.ENOTCONN;
export const WOULD_BLOCK = -errno.EAGAIN;
