/**
 * A TCP socket: its name, how it listens, accepts and connects: tcp(7), ip(7), ipv6(7).
 *
 * It is closed at first, then either listens, or connects and is connected; in the end it is
 * closed again. The handshake is one event, a round trip after `connect`: a connection is in the
 * listener's queue at the very moment when it is made. The order of errors is Linux's:
 * inet_stream_connect and inet_shutdown of its net/ipv4/af_inet.c.
 */
import { errno, IPPROTO_IPV6, IPV6_V6ONLY, POLLIN, POLLOUT } from '../sys/index.ts';
import {
  anyHost,
  decodeInternet,
  encodeInternet,
  type InternetName,
  showName,
} from './address.ts';
import type { Bound } from './port-table.ts';
import { directions, NOT_CONNECTED, WOULD_BLOCK } from './socket.ts';
import { ALL_EVENTS, TcpEnd } from './tcp-end.ts';

// #region socket
/** The longest queue of a listener: net.core.somaxconn of Linux. */
const MOST_BACKLOG = 4096;
/** A client whose SYN nobody answers sends it again after so long, and in the end gives up. */
const SYN_AGAIN_MS = 1000;
const SYN_TRIES = 7;

export class TcpSocket extends TcpEnd implements Bound {
  #local: InternetName | undefined;
  #remote: InternetName | undefined;
  /**
   * How it came to its port: by bind(2), which asked for it or for any, as one to connect from,
   * from the listener. The first is its own until it is released; any other while it is used.
   */
  #port: 'none' | 'asked for' | 'any' | 'origin' | 'accepted' = 'none';
  /** How far connect(2) has told the program. */
  #connect: 'not called' | 'begun' | 'done' | 'broken off' = 'not called';
  /** The clients that wait for `accept`; one more than the backlog may. */
  #queue: TcpSocket[] | undefined;
  #backlog = 0;

  get local(): InternetName {
    return this.#local ?? { host: anyHost(this.family), port: 0 };
  }

  get isListening(): boolean {
    return this.state === 'listening';
  }

  get isConnecting(): boolean {
    return this.state === 'connecting';
  }

  override readiness(): number {
    if (this.state !== 'listening') return super.readiness();
    return this.#queue?.length ? POLLIN : 0;
  }
  // #endregion

  // #region listen
  bind(sockaddr: Uint8Array): number {
    const wanted = decodeInternet(this.family, sockaddr);
    if (typeof wanted === 'number') return wanted;
    if (wanted.host === undefined) return -errno.EADDRNOTAVAIL;
    if (this.#port !== 'none' || this.state !== 'closed') return -errno.EINVAL;
    return this.#bindTo({ host: wanted.host, port: wanted.port });
  }

  #bindTo(name: InternetName): number {
    const port = this.machine.ports.choose(this, name);
    if (port < 0) return port;
    this.#local = { host: name.host, port };
    this.#port = name.port === 0 ? 'any' : 'asked for';
    this.machine.ports.add(this);
    return 0;
  }

  listen(backlog: number): number {
    if (this.#connect !== 'not called') return -errno.EINVAL;
    if (this.#port === 'none') {
      const answer = this.#bindTo({ host: this.local.host, port: 0 });
      if (answer < 0) return answer;
    }
    if (this.machine.ports.hasListenerBeside(this)) return -errno.EADDRINUSE;
    this.state = 'listening';
    this.readingShut = this.writingShut = false;
    this.#backlog = Math.min(backlog >>> 0, MOST_BACKLOG); // read without its sign
    return 0;
  }

  accept(): TcpSocket | number {
    if (this.state !== 'listening') return -errno.EINVAL;
    return this.#queue?.shift() ?? WOULD_BLOCK;
  }
  // #endregion

  // #region connect
  connect(sockaddr: Uint8Array): number {
    if (this.#connect === 'done' || this.state === 'listening') return -errno.EISCONN;
    if (this.#connect === 'begun') return this.#howItWent();
    if (this.#connect === 'broken off') return -errno.EINVAL;
    const wanted = decodeInternet(this.family, sockaddr);
    if (typeof wanted === 'number') return wanted;
    if (wanted.host === undefined) return -errno.ENETUNREACH;
    const remote = { host: nearest(wanted.host), port: wanted.port };
    const answer = this.#nameFor(remote);
    if (answer < 0) return answer;
    this.#remote = remote;
    this.#connect = 'begun';
    this.state = 'connecting';
    this.readingShut = this.writingShut = false;
    const { clock, latencyMs } = this.machine;
    clock.after(2 * latencyMs, () => this.#handshake(remote, SYN_TRIES));
    return -errno.EINPROGRESS;
  }

  /** Sees to it that this end has an address, and a port, for a way to that one. */
  #nameFor(remote: InternetName): number {
    const host = remote.host === '::1' ? '::1' : '127.0.0.1';
    if (this.#port === 'none') {
      const port = this.machine.ports.takeOrigin(remote, this.options.reuseAddress !== 0);
      if (port < 0) return port;
      this.#local = { host, port };
      this.#port = 'origin';
    } else if (this.local.host === anyHost(this.family)) {
      this.#local = { host, port: this.local.port };
    }
    return 0;
  }

  #howItWent(): number {
    if (this.state === 'connecting') return -errno.EALREADY;
    if (this.state === 'connected') {
      this.#connect = 'done';
      return 0;
    }
    // It failed, or has ended since: the socket is as new, and may try again.
    this.#connect = 'not called';
    this.forget();
    return -(this.takeError() || errno.ECONNABORTED);
  }

  #handshake(remote: InternetName, triesLeft: number): void {
    if (this.state !== 'connecting' || this.#remote !== remote) return; // closed meanwhile
    const listener = this.machine.ports.listenerAt(remote);
    if (!(listener instanceof TcpSocket)) {
      this.#fail(errno.ECONNREFUSED);
    } else if (!listener.#isFull() && !this.machine.faults.strikes('full-backlog')) {
      this.establish(listener.#admit(this, remote));
      this.changed(POLLOUT);
    } else if (triesLeft > 1) {
      // A listener whose queue is full says nothing: the client is to try again.
      const again = () => this.#handshake(remote, triesLeft - 1);
      this.machine.clock.after(SYN_AGAIN_MS, again);
    } else {
      this.#fail(errno.ETIMEDOUT);
    }
  }

  #isFull(): boolean {
    return (this.#queue?.length ?? 0) > this.#backlog;
  }

  #admit(client: TcpSocket, local: InternetName): TcpSocket {
    const socket = new TcpSocket(this.machine, this.family, this.options);
    socket.#local = local;
    socket.#remote = client.#local;
    socket.#port = 'accepted';
    socket.#connect = 'done';
    socket.establish(client);
    this.machine.ports.open(local.port, this.options.reuseAddress !== 0);
    this.#queue ??= [];
    this.#queue.push(socket);
    this.changed(POLLIN);
    return socket;
  }

  #fail(error: number): void {
    this.error = error;
    this.state = 'closed';
    this.readingShut = this.writingShut = true;
    this.over(false);
    this.changed(ALL_EVENTS);
  }
  // #endregion

  // #region rest
  override setOption(level: number, name: number, value: Int32Array, length: number) {
    const isFixed =
      level === IPPROTO_IPV6 && name === IPV6_V6ONLY && this.#port !== 'none';
    return isFixed ? -errno.EINVAL : super.setOption(level, name, value, length);
  }

  override recv(target: Uint8Array, peek: boolean): number {
    return this.state === 'listening' ? NOT_CONNECTED : super.recv(target, peek);
  }

  shutdown(how: number): number {
    const ends = directions(how);
    if (ends === undefined) return -errno.EINVAL;
    if (this.state === 'listening') {
      if (ends.reading) this.#stopListening();
      return 0;
    }
    if (this.#connect === 'begun') {
      this.#connect = this.state === 'connected' ? 'done' : 'broken off';
    }
    if (this.state === 'connecting') {
      this.#fail(errno.ECONNRESET);
      this.readingShut = this.writingShut = false;
      this.#local = { host: anyHost(this.family), port: this.local.port };
      return 0;
    }
    return this.end(ends.reading, ends.writing);
  }

  #stopListening(): void {
    this.state = 'closed';
    const queue = this.#queue ?? [];
    this.#queue = undefined;
    for (const socket of queue) socket.reset();
    this.over(false);
    this.changed(ALL_EVENTS);
  }

  protected override release(): void {
    if (this.state === 'listening') this.#stopListening();
    if (this.state === 'connecting') this.state = 'closed';
    this.leave();
    if (this.state === 'closed') this.over(false);
  }

  protected override over(closedFirst: boolean): void {
    const { ports } = this.machine;
    const { port } = this.local;
    if (closedFirst) ports.wait(port, this.options.reuseAddress !== 0);
    const isKept = this.#port === 'asked for' && this.references > 0;
    if (this.#port === 'none' || isKept) return;
    if (this.#port === 'accepted') ports.close(port);
    else if (this.#port === 'origin' && this.#remote) {
      ports.giveOriginBack(this.#remote, port);
    } else ports.remove(this);
    this.#port = 'none';
  }

  localName(): Uint8Array {
    return encodeInternet(this.family, this.local);
  }

  remoteName(): Uint8Array | number {
    if (this.state !== 'connected' || this.#remote === undefined) return NOT_CONNECTED;
    return encodeInternet(this.family, this.#remote);
  }

  acceptedFrom(): Uint8Array {
    return encodeInternet(this.family, this.#remote ?? this.local);
  }

  describe(): string {
    const from = showName(this.local);
    if (this.state === 'listening') {
      return `TCP listener at ${from}, ${this.#queue?.length ?? 0} clients to accept`;
    }
    const to = this.#remote === undefined ? '' : ` to ${showName(this.#remote)}`;
    const window = `${this.arrivedBytes} of ${this.windowBytes} bytes to read`;
    const buffer = `${this.unacknowledgedBytes} of ${this.options.sendBufferBytes} not yet taken`;
    return `TCP ${from}${to}, ${this.state}: ${window}, ${buffer}`;
  }
}

/** The host that one reaches under a wildcard: this machine. */
function nearest(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
// #endregion
