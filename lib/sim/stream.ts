/**
 * One direction of a TCP connection: a send buffer, a wire, a receive buffer.
 *
 * The bytes themselves never move: they lie in one queue from the first `send` to the last
 * `recv`, and two marks say how far they have come. From oldest to newest:
 *
 *     | arrived, not yet read | in flight | not yet sent, for want of a window |
 *
 * The receive buffer holds the first part. The send buffer holds the other two: its bytes are
 * not yet acknowledged. The wire takes time: each segment leaves when the one before has left,
 * needs its bytes divided by the bandwidth for that, and arrives a latency later.
 *
 * Simulated: buffers, window, bandwidth, latency, the end of the stream (FIN) behind the bytes.
 * Absent: loss and retransmission, congestion control, Nagle's algorithm (the subject is the
 * waiting, and these would only blur it), and the way back: an acknowledgement takes no time.
 */
import { ByteQueue } from './byte-queue.ts';
import type { Machine } from './machine.ts';

// #region sides
/** What the two sockets of a stream are told. */
export interface Sender {
  /** Bytes have been acknowledged, or taken by the reader: there may be room to send. */
  acknowledged(): void;
  /** The other side has the end of the stream. */
  endAcknowledged(): void;
}

export interface Receiver {
  /** How many bytes its receive buffer holds. */
  readonly windowBytes: number;
  /** Bytes come. Answers whether they are taken in. */
  takesIn(): boolean;
  /** Bytes were taken in. */
  arrived(): void;
  /** The end of the stream has arrived. */
  endArrived(): void;
}

/** The largest segment over Linux's loopback, less its headers. */
const SEGMENT_BYTES = 65_483;
// #endregion

// #region stream
export class Stream {
  readonly #machine: Machine;
  readonly #sender: Sender;
  readonly #receiver: Receiver;
  readonly #bytes = new ByteQueue();
  #arrivedBytes = 0;
  #inFlightBytes = 0;
  #end: 'open' | 'asked for' | 'sent' | 'cut' = 'open';
  /** When the wire has sent what it was given. */
  #wireFreeMs = 0;

  constructor(machine: Machine, sender: Sender, receiver: Receiver) {
    this.#machine = machine;
    this.#sender = sender;
    this.#receiver = receiver;
  }

  /** How many bytes wait in the receive buffer. */
  get arrivedBytes(): number {
    return this.#arrivedBytes;
  }

  /** How many bytes the send buffer holds. */
  get unacknowledgedBytes(): number {
    return this.#bytes.length - this.#arrivedBytes;
  }

  /** Takes bytes into the send buffer; the caller has seen to it that there is room. */
  write(bytes: Uint8Array): void {
    this.#bytes.push(bytes);
    this.#transmit();
  }

  /** Reads what has arrived, as much as fits. */
  read(target: Uint8Array): number {
    const count = this.peek(target);
    this.#bytes.drop(count);
    this.#arrivedBytes -= count;
    this.#transmit(); // the window is larger now
    this.#sender.acknowledged();
    return count;
  }

  /** As `read`, but leaves the bytes there: MSG_PEEK. */
  peek(target: Uint8Array): number {
    return this.#bytes.peek(target.subarray(0, this.#arrivedBytes));
  }

  /** Ends the stream, behind all bytes that it still holds. */
  end(): void {
    if (this.#end === 'open') this.#end = 'asked for';
    this.#transmit();
  }

  /** Nothing more is sent: the connection is broken. What is in flight still arrives. */
  cut(): void {
    this.#end = 'cut';
  }

  /** How long something takes that leaves now and is so many bytes long, in ms. */
  travelMs(bytes: number): number {
    const { nowMs } = this.#machine.clock;
    const leaves = Math.max(nowMs, this.#wireFreeMs);
    this.#wireFreeMs = leaves + bytes / this.#machine.bandwidthBytesPerMs;
    return this.#wireFreeMs - nowMs + this.#machine.latencyMs;
  }
  // #endregion

  // #region transmit
  #transmit(): void {
    if (this.#end === 'cut' || this.#end === 'sent') return;
    for (;;) {
      const waiting = this.unacknowledgedBytes - this.#inFlightBytes;
      if (waiting === 0) break;
      const { windowBytes } = this.#receiver;
      const window = windowBytes - this.#arrivedBytes - this.#inFlightBytes;
      const count = Math.min(waiting, window, SEGMENT_BYTES);
      // A receiver does not offer a window of a few bytes, and a sender does not use it: the
      // two would trade crumbs for ever ("silly window syndrome", RFC 9293, 3.8.6.2).
      const worthwhile = Math.min(waiting, SEGMENT_BYTES, Math.ceil(windowBytes / 2));
      if (count < worthwhile) return;
      this.#inFlightBytes += count;
      this.#machine.clock.after(this.travelMs(count), () => this.#arrive(count));
    }
    if (this.#end === 'asked for') {
      this.#end = 'sent';
      this.#machine.clock.after(this.travelMs(0), () => this.#arriveEnd());
    }
  }

  #arrive(count: number): void {
    if (!this.#receiver.takesIn()) return;
    this.#inFlightBytes -= count;
    this.#arrivedBytes += count;
    this.#receiver.arrived();
    this.#sender.acknowledged();
  }

  #arriveEnd(): void {
    this.#receiver.endArrived();
    // Who sent the end of a broken connection may by now be part of another one.
    if (this.#end !== 'cut') this.#sender.endAcknowledged();
  }
}
// #endregion
