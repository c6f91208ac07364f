/**
 * Writes down how full the buffers of all connections are, whenever that changes. It is heard of
 * between two events of the machine: no virtual time passes, and no call is made.
 */
import type { Watcher } from '../../../../lib/sim/open-file.ts';
import type { TcpEnd } from '../../../../lib/sim/tcp-end.ts';
import { POLLHUP } from '../../../../lib/sys/index.ts';
import type { BufferRow, SeenBuffers, SeenConnection } from '../program/buffer-rows.ts';
import type { IdleSliders } from '../program/lab-data.ts';

/** After so many rows only changes are written that are further apart, and so on. */
const ROWS_OF_A_STEP = 8_000;
const FIRST_STEP_MS = 0.001;

/** An end of a connection, as far as it cannot be asked. */
interface End {
  readonly socket: TcpEnd;
  /** It has sent, or may send, nothing that would still arrive. */
  isBroken: boolean;
  /** Nobody holds it any more: what lies in its buffer is thrown away. */
  isReleased: boolean;
  /** How large its buffer to send was when it last sent something; undefined if it never did. */
  sentWithBytes: number | undefined;
}

/** What is known of a direction, and whether its last change is not written yet. */
interface Direction {
  readonly number: number;
  readonly from: End;
  readonly to: End;
  last: BufferRow;
  writtenMs: number;
  isLate: boolean;
}

export class BufferLog {
  readonly #nowMs: () => number;
  readonly #descriptorOf: (socket: TcpEnd) => number | undefined;
  readonly #connections: { ends: readonly [TcpEnd, TcpEnd]; sinceMs: number }[] = [];
  readonly #directions: Direction[] = [];
  #rows: BufferRow[] = [];
  #rowsLeft = ROWS_OF_A_STEP;
  #stepMs = 0;
  #isOver = false;

  /** `nowMs` tells the time, `descriptorOf` the program's descriptor for a socket, or the one that it had. */
  constructor(nowMs: () => number, descriptorOf: (socket: TcpEnd) => number | undefined) {
    this.#nowMs = nowMs;
    this.#descriptorOf = descriptorOf;
  }

  /** Follows the connection of two sockets, the one that connected first. */
  follow(client: TcpEnd, server: TcpEnd): void {
    const number = this.#directions.length;
    const atMs = this.#nowMs();
    const [one, other] = [endOf(client), endOf(server)];
    const both = [
      direction(number, one, other, atMs),
      direction(number + 1, other, one, atMs),
    ];
    this.#directions.push(...both);
    this.#connections.push({ ends: [client, server], sinceMs: atMs });
    const look = () => {
      for (const each of both) this.#look(each);
    };
    for (const end of [one, other]) this.#hear(end, look);
  }

  /** What was written since it was last asked, and all connections. */
  take(): SeenBuffers {
    for (const each of this.#directions) if (each.isLate) this.#write(each);
    const rows = this.#rows;
    this.#rows = [];
    const connections = this.#connections.map(({ ends, sinceMs }): SeenConnection => {
      const [client, server] = ends;
      return { ends: [this.#descriptorOf(client), this.#descriptorOf(server)], sinceMs };
    });
    return { connections, rows };
  }

  /** How many rows there are to take. */
  get length(): number {
    return this.#rows.length;
  }

  /** The sliders that did nothing so far, on a machine whose sockets have such a buffer at first. */
  idleSliders(sendBufferBytes: number): IdleSliders {
    const nothing = 'nothing sent';
    const sent = this.#directions.filter(({ from }) => from.sentWithBytes !== undefined);
    if (sent.length === 0)
      return { bandwidth: nothing, buffer: nothing, appetite: nothing };
    const isOwn = sent.every(({ from }) => from.sentWithBytes !== sendBufferBytes);
    const isHeard = sent.some(({ to }) => this.#descriptorOf(to.socket) === undefined);
    return {
      ...(isOwn && { buffer: 'set by the program' }),
      ...(!isHeard && { appetite: nothing }),
    };
  }

  /** Nothing is written any more. */
  stop(): void {
    this.#isOver = true;
  }

  /** Lets `look` be called whenever bytes have come to an end, or have left it. */
  #hear(end: End, look: () => void): void {
    const { socket } = end;
    const watcher: Watcher = {
      changed(events) {
        end.isBroken ||=
          (events & POLLHUP) !== 0 && typeof socket.remoteName() === 'number';
        look();
      },
      released() {
        end.isReleased = true;
        look();
      },
    };
    socket.watch(watcher);
    // A watcher hears of what others do to a socket, not of what it does itself.
    const [send, recv] = [socket.send.bind(socket), socket.recv.bind(socket)];
    socket.send = (bytes) => {
      const count = send(bytes);
      if (count > 0) end.sentWithBytes = socket.options.sendBufferBytes;
      return looked(count, look);
    };
    socket.recv = (target, peek) => looked(recv(target, peek), look);
  }

  #look(each: Direction): void {
    if (this.#isOver) return;
    const row = rowOf(each, this.#nowMs());
    if (row[2] === each.last[2] && row[4] === each.last[4]) return;
    const [, sinceMs] = each.last;
    if (each.isLate && row[1] - sinceMs >= this.#stepMs) this.#write(each);
    // Until now it was as before.
    if (!each.isLate && sinceMs < row[1]) this.#push(withTime(each.last, row[1]));
    each.last = row;
    each.isLate = row[1] - each.writtenMs < this.#stepMs;
    if (!each.isLate) this.#write(each);
  }

  #write(each: Direction): void {
    each.isLate = false;
    each.writtenMs = each.last[1];
    this.#push(each.last);
  }

  #push(row: BufferRow): void {
    this.#rows.push(row);
    this.#rowsLeft -= 1;
    if (this.#rowsLeft > 0) return;
    this.#rowsLeft = ROWS_OF_A_STEP;
    this.#stepMs = Math.max(FIRST_STEP_MS, 2 * this.#stepMs);
  }
}

function endOf(socket: TcpEnd): End {
  return { socket, isBroken: false, isReleased: false, sentWithBytes: undefined };
}

function direction(number: number, from: End, to: End, atMs: number): Direction {
  const last: BufferRow = [number, atMs, 0, 0, 0, 0];
  return { number, from, to, last, writtenMs: -Infinity, isLate: false };
}

/** How it is now. What a broken connection has not brought over is thrown away. */
function rowOf({ number, from, to }: Direction, atMs: number): BufferRow {
  const sent = from.isBroken ? 0 : from.socket.unacknowledgedBytes;
  const received = to.isReleased ? 0 : to.socket.arrivedBytes;
  const sentShare = sent / from.socket.options.sendBufferBytes;
  return [number, atMs, sent, sentShare, received, received / to.socket.windowBytes];
}

function withTime(row: BufferRow, atMs: number): BufferRow {
  const [number, , ...levels] = row;
  return [number, atMs, ...levels];
}

function looked(answer: number, look: () => void): number {
  look();
  return answer;
}
