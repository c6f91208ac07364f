/**
 * Who has which TCP port: what bind(2) refuses, whom a connection reaches, which ports are free.
 *
 * A port is taken by sockets that were bound to it, by connections on it, and for a minute after
 * such a connection was closed from this side (TIME-WAIT, RFC 9293): a late segment must not
 * meet a new connection. SO_REUSEADDR says that one may bind nevertheless.
 *
 * Left out: TIME-WAIT does not keep connect(2) from a port, on loopback hardly on Linux either.
 */
import { errno } from '../sys/index.ts';
import { type InternetName, showName } from './address.ts';
import type { Clock } from './clock.ts';

/** A socket that was bound to a port. */
export interface Bound {
  readonly local: InternetName;
  readonly isListening: boolean;
  readonly options: {
    readonly reuseAddress: number;
    readonly reusePort: number;
    readonly v6Only: number;
  };
}

interface Port {
  readonly bound: Bound[];
  /** Connections that are not closed. */
  connections: number;
  timeWaitUntilMs: number;
  /** Whether all of them had SO_REUSEADDR, themselves or by their listener. */
  reusable: boolean;
}

/** Ports for who does not care: net.ipv4.ip_local_port_range of Linux. */
const FIRST_FREE = 32_768;
const LAST_FREE = 60_999;
const TIME_WAIT_MS = 60_000;

export class PortTable {
  readonly #clock: Clock;
  readonly #ports = new Map<number, Port>();
  /** The ports that connections to one destination come from. */
  readonly #origins = new Map<string, { taken: Set<number>; last: number }>();
  #lastGiven = LAST_FREE + 1;
  #connectionsMade = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Which port a socket gets that wants this one, or any (0). Answers -EADDRINUSE for none. */
  choose(socket: Bound, { host, port }: InternetName): number {
    if (port !== 0) {
      return this.#conflicts(socket, { host, port }) ? -errno.EADDRINUSE : port;
    }
    for (let tries = FIRST_FREE; tries <= LAST_FREE; tries++) {
      this.#lastGiven -= 1;
      if (this.#lastGiven < FIRST_FREE) this.#lastGiven = LAST_FREE;
      if (!this.#isUsed(this.#lastGiven)) return this.#lastGiven;
    }
    return -errno.EADDRINUSE;
  }

  /** The socket has its port. */
  add(socket: Bound): void {
    this.#port(socket.local.port).bound.push(socket);
  }

  /** Whether another socket listens where this one wants to. */
  hasListenerBeside(socket: Bound): boolean {
    return this.#port(socket.local.port).bound.some(
      (other) =>
        other !== socket &&
        other.isListening &&
        overlap(socket.options, socket.local, other.options, other.local) &&
        !(socket.options.reusePort && other.options.reusePort),
    );
  }

  /** The socket has given its port back. */
  remove(socket: Bound): void {
    const port = this.#port(socket.local.port);
    const index = port.bound.indexOf(socket);
    if (index >= 0) port.bound.splice(index, 1);
    this.#forgetIfFree(socket.local.port);
  }

  /** Who listens at this address. Of several (SO_REUSEPORT) each in its turn. */
  listenerAt({ host, port }: InternetName): Bound | undefined {
    const found = this.#ports.get(port)?.bound.filter((socket) => {
      return socket.isListening && covers(socket, host);
    });
    if (found === undefined || found.length === 0) return undefined;
    const exact = found.filter((socket) => socket.local.host === host);
    const best = exact.length > 0 ? exact : found;
    this.#connectionsMade += 1;
    return best[this.#connectionsMade % best.length];
  }

  /** There is a connection on a port, whose socket, or whose listener, has SO_REUSEADDR or not. */
  open(port: number, reusable: boolean): void {
    const record = this.#port(port);
    record.connections += 1;
    record.reusable &&= reusable;
  }

  /** It is closed. */
  close(port: number): void {
    this.#port(port).connections -= 1;
    this.#forgetIfFree(port);
  }

  /** A connection on the port was closed first from this side: TIME-WAIT begins. */
  wait(port: number, reusable: boolean): void {
    const record = this.#port(port);
    record.timeWaitUntilMs = this.#clock.nowMs + TIME_WAIT_MS;
    record.reusable &&= reusable;
  }

  /** A port to connect from, or -EADDRNOTAVAIL: each destination can be reached from each once. */
  takeOrigin(destination: InternetName, reusable: boolean): number {
    const key = showName(destination);
    let origins = this.#origins.get(key);
    if (origins === undefined) {
      origins = { taken: new Set(), last: LAST_FREE };
      this.#origins.set(key, origins);
    }
    for (let tries = FIRST_FREE; tries <= LAST_FREE; tries++) {
      origins.last = origins.last === LAST_FREE ? FIRST_FREE : origins.last + 1;
      const isBound = (this.#ports.get(origins.last)?.bound.length ?? 0) > 0;
      if (isBound || origins.taken.has(origins.last)) continue;
      origins.taken.add(origins.last);
      this.open(origins.last, reusable);
      return origins.last;
    }
    return -errno.EADDRNOTAVAIL;
  }

  /** The connection from that port is closed. */
  giveOriginBack(destination: InternetName, port: number): void {
    this.close(port);
    const key = showName(destination);
    const origins = this.#origins.get(key);
    origins?.taken.delete(port);
    if (origins?.taken.size === 0) this.#origins.delete(key);
  }

  #conflicts(socket: Bound, wanted: InternetName): boolean {
    const port = this.#ports.get(wanted.port);
    if (port === undefined) return false;
    const { reuseAddress, reusePort } = socket.options;
    const waits = port.connections > 0 || this.#clock.nowMs < port.timeWaitUntilMs;
    if (waits && !(reuseAddress && port.reusable)) return true;
    return port.bound.some((other) => {
      if (!overlap(socket.options, wanted, other.options, other.local)) return false;
      if (reusePort && other.options.reusePort) return false;
      return !(reuseAddress && other.options.reuseAddress && !other.isListening);
    });
  }

  #isUsed(number: number): boolean {
    const port = this.#ports.get(number);
    if (port === undefined) return false;
    if (port.bound.length > 0 || port.connections > 0) return true;
    return this.#clock.nowMs < port.timeWaitUntilMs;
  }

  #port(number: number): Port {
    let port = this.#ports.get(number);
    if (port === undefined) {
      port = { bound: [], connections: 0, timeWaitUntilMs: 0, reusable: true };
      this.#ports.set(number, port);
    }
    return port;
  }

  #forgetIfFree(number: number): void {
    if (!this.#isUsed(number)) this.#ports.delete(number);
  }
}

type Options = Bound['options'];

/** Whether two addresses have a host in common. */
function overlap(a: Options, atA: InternetName, b: Options, atB: InternetName): boolean {
  return (
    covers({ options: a, local: atA }, atB.host) ||
    covers({ options: b, local: atB }, atA.host)
  );
}

/** Whether who is bound like this gets what goes to a host. `::` takes IPv4 in, unless told. */
function covers({ options, local }: Pick<Bound, 'options' | 'local'>, host: string) {
  if (local.host === host) return true;
  const isIPv4 = host.includes('.');
  if (local.host === '0.0.0.0') return isIPv4;
  return local.host === '::' && !(isIPv4 && options.v6Only);
}
