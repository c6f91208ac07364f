/**
 * One end of a TCP connection: what a socket does from the handshake on.
 *
 * A connection is two ends that know each other, and two streams between them, each made when it
 * is first needed. What an end does before, and what it does for others while it listens, stands
 * in tcp-socket.ts. Which answer comes before which is Linux's order: tcp_poll, tcp_sendmsg and
 * tcp_recvmsg of its net/ipv4/tcp.c.
 */
import { errno, POLLERR, POLLHUP, POLLIN, POLLOUT } from '../sys/index.ts';
import type { Machine } from './machine.ts';
import { POLLRDHUP } from './open-file.ts';
import { NOT_CONNECTED, Socket, WOULD_BLOCK } from './socket.ts';
import type { SocketOptions } from './socket-options.ts';
import { type Receiver, type Sender, Stream } from './stream.ts';

// #region state
export const ALL_EVENTS = POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDHUP;

export abstract class TcpEnd extends Socket implements Sender, Receiver {
  protected readonly machine: Machine;
  protected state: 'closed' | 'listening' | 'connecting' | 'connected' = 'closed';
  /** Nothing more is to be read (but for what has arrived); nothing more may be sent. */
  protected readingShut = false;
  protected writingShut = false;
  #other: TcpEnd | undefined;
  #outgoing: Stream | undefined;
  #incoming: Stream | undefined;
  /** Each side has ended its stream, and the other has heard of it. */
  #otherHasEnded = false;
  #ownEndHeard = false;
  /** Nobody holds the socket any more; its connection may live on until all is sent. */
  #released = false;
  /** Somebody has found no room to send, and is to be told when there is. */
  #wantsRoom = false;

  constructor(machine: Machine, family: number, options: SocketOptions) {
    super(family, options);
    this.machine = machine;
  }

  /** The connection is over, and with it the claim on its port. */
  protected abstract over(closedFirst: boolean): void;

  /** How many bytes have arrived and were not read. */
  get arrivedBytes(): number {
    return this.#incoming?.arrivedBytes ?? 0;
  }

  /** How many bytes were sent and have not arrived. */
  get unacknowledgedBytes(): number {
    return this.#outgoing?.unacknowledgedBytes ?? 0;
  }

  get windowBytes(): number {
    return this.options.receiveBufferBytes >> 1;
  }

  /** The program on the other side has read all that was sent, or is gone. */
  get isRead(): boolean {
    return this.unacknowledgedBytes + (this.#outgoing?.arrivedBytes ?? 0) === 0;
  }

  /** The handshake is done: this is one end of a connection, and that the other. */
  protected establish(other: TcpEnd): void {
    this.state = 'connected';
    this.#other = other;
  }
  // #endregion

  // #region readiness
  readiness(): number {
    let events = this.error === 0 ? 0 : POLLERR;
    if (this.readingShut) events |= POLLIN | POLLRDHUP;
    if (this.state === 'closed' || (this.readingShut && this.writingShut)) {
      events |= POLLHUP;
    }
    if (this.state === 'connecting') return events;
    if (this.arrivedBytes > 0) events |= POLLIN;
    if (this.writingShut || this.#isRoomy()) events |= POLLOUT;
    else this.#wantsRoom = true;
    return events;
  }

  // Less than writable: send(2) takes bytes as long as there is any room at all, but poll(2) says
  // so only when a third of the buffer is free, so that a sender is not woken for crumbs.
  #isRoomy(): boolean {
    return this.unacknowledgedBytes <= (2 / 3) * this.options.sendBufferBytes;
  }
  // #endregion

  // #region bytes
  send(bytes: Uint8Array): number {
    if (this.state === 'connecting') return WOULD_BLOCK;
    if (this.error !== 0) return -this.takeError();
    if (this.writingShut || this.state !== 'connected') return -errno.EPIPE;
    if (bytes.length === 0) return 0;
    const room = this.options.sendBufferBytes - this.unacknowledgedBytes;
    if (room <= 0) {
      this.#wantsRoom = true;
      return WOULD_BLOCK;
    }
    const taken = bytes.subarray(0, room);
    this.#stream()?.write(taken);
    return taken.length;
  }

  recv(target: Uint8Array, peek: boolean): number {
    if (this.#incoming !== undefined && this.arrivedBytes > 0) {
      return peek ? this.#incoming.peek(target) : this.#incoming.read(target);
    }
    if (this.#otherHasEnded) return 0;
    if (this.error !== 0) return -this.takeError();
    if (this.readingShut) return 0;
    return this.state === 'closed' ? NOT_CONNECTED : WOULD_BLOCK;
  }
  // #endregion

  // #region ending
  /** shutdown(2) of a connection. */
  protected end(reading: boolean, writing: boolean): number {
    const ending = writing && !this.writingShut;
    this.readingShut ||= reading;
    this.writingShut ||= writing;
    if (this.state === 'closed') return NOT_CONNECTED;
    if (ending) this.#stream()?.end();
    this.changed(ALL_EVENTS);
    return 0;
  }

  /** close(2) of a connection: the end of the stream if all was read, else a reset. */
  protected leave(): void {
    this.#released = true;
    if (this.state !== 'connected') return;
    const { lingers, lingerSeconds } = this.options;
    if (this.arrivedBytes > 0 || (lingers !== 0 && lingerSeconds === 0)) this.reset();
    else this.end(true, true);
  }

  reset(): void {
    if (this.state !== 'connected') return;
    const delayMs = this.#stream()?.travelMs(0) ?? 0;
    const other = this.#other;
    this.machine.clock.after(delayMs, () => {
      if (other !== undefined) other.#breaks();
    });
    this.#close();
  }

  override breakDown(): void {
    const other = this.#other;
    this.#breaks();
    if (other !== undefined) other.#breaks();
  }

  /** The other side has reset the connection. */
  #breaks(): void {
    if (this.state !== 'connected') return;
    // To who had the end of the stream, and not ended its own, it is a pipe that nobody reads.
    const wouldSend = this.#otherHasEnded && !this.writingShut;
    this.error = wouldSend ? errno.EPIPE : errno.ECONNRESET;
    this.#close();
  }

  #close(): void {
    this.state = 'closed';
    this.readingShut = true;
    this.writingShut = true;
    this.#outgoing?.cut();
    this.#other = undefined;
    this.over(false); // nothing of a broken connection comes late: no TIME-WAIT
    this.changed(ALL_EVENTS);
  }

  /** The connection is closed and told of: the socket is as new. */
  protected forget(): void {
    this.readingShut = this.writingShut = false;
    this.#otherHasEnded = this.#ownEndHeard = false;
    this.#incoming = this.#outgoing = undefined;
  }
  // #endregion

  // #region hearing
  takesIn(): boolean {
    if (this.state !== 'connected') return false;
    if (!this.#released && !(this.readingShut && this.writingShut)) return true;
    // Who can never read it does not take it: a reset is the answer, and the end for both.
    this.reset();
    this.error = errno.ECONNRESET;
    return false;
  }

  arrived(): void {
    this.changed(POLLIN);
  }

  endArrived(): void {
    if (this.state !== 'connected') return;
    this.#otherHasEnded = true;
    this.readingShut = true;
    this.changed(ALL_EVENTS);
    this.#closeIfBothEnded(this.#ownEndHeard);
  }

  acknowledged(): void {
    const isAwaited = this.#wantsRoom && this.#isRoomy();
    if (isAwaited) this.#wantsRoom = false;
    this.changed(isAwaited ? POLLOUT : 0);
  }

  endAcknowledged(): void {
    this.#ownEndHeard = true;
    this.#closeIfBothEnded(false);
  }

  #closeIfBothEnded(closedFirst: boolean): void {
    if (this.state !== 'connected' || !this.#otherHasEnded || !this.#ownEndHeard) return;
    this.state = 'closed';
    this.#other = undefined;
    this.over(closedFirst);
    this.changed(ALL_EVENTS);
  }

  #stream(): Stream | undefined {
    const other = this.#other;
    if (this.#outgoing === undefined && other !== undefined) {
      this.#outgoing = new Stream(this.machine, this, other);
      other.#incoming = this.#outgoing;
    }
    return this.#outgoing;
  }
}
// #endregion
