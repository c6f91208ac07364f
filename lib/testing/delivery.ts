/**
 * What has become of sent bytes: have they reached the other side's kernel, has its program read
 * them? Linux tells, for both ends of a connection on this machine: it counts the bytes not yet
 * acknowledged, and those that wait to be read.
 *
 * A peer that goes by this depends on no pause and no machine's speed. Where nobody can be asked,
 * all that is left is to wait a little.
 */
import { readFile } from 'node:fs/promises';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { diagnosed, type Queues } from './socket-diagnosis.ts';

// #region questions
/** The two ports of a connection on 127.0.0.1. */
export interface Ends {
  readonly own: number;
  readonly other: number;
}

/** Waits until the other side's kernel has acknowledged all that was sent, or is gone. */
export function untilDelivered(ends: Ends, signal: AbortSignal): Promise<void> {
  return untilQueuesAllow((own) => own.unacknowledged === 0, ends, signal);
}

/** Waits until the other side's program has read all that was sent, or is gone. */
export function untilRead(ends: Ends, signal: AbortSignal): Promise<void> {
  return untilQueuesAllow(
    (own, other) => own.unacknowledged === 0 && other.unread === 0,
    ends,
    signal,
  );
}
// #endregion

// #region look
const nothingQueued: Queues = { unacknowledged: 0, unread: 0 };

async function untilQueuesAllow(
  allowed: (own: Queues, other: Queues) => boolean,
  ends: Ends,
  signal: AbortSignal,
): Promise<void> {
  for (let looks = 0; ; looks += 1) {
    const queues = askedFor(ends) ?? (await lookedUp(ends, signal));
    if (queues === undefined) return setTimeout(unknownDeliveryMs, undefined, { signal });
    const { own = nothingQueued, other = nothingQueued } = queues;
    if (allowed(own, other)) return;
    // Mostly it is a matter of microseconds; when it is not, the other side needs the CPU.
    if (looks < eagerLooks) await setImmediate(undefined, { signal });
    else await setTimeout(1, undefined, { signal });
  }
}

/** What is known of both ends: of one that is gone, nothing. */
interface BothQueues {
  readonly own: Queues | undefined;
  readonly other: Queues | undefined;
}

function askedFor(ends: Ends): BothQueues | undefined {
  const own = diagnosed(ends.own, ends.other);
  return own && { own, other: diagnosed(ends.other, ends.own) };
}

/** Looks without a pause between them. */
const eagerLooks = 20;
/** How long delivery over loopback, and a reader that waits for it, are given unseen. */
const unknownDeliveryMs = 5;
// #endregion

// #region table
/** What the table of all connections says, which is long on a busy machine; undefined where there is none. */
async function lookedUp(
  ends: Ends,
  signal: AbortSignal,
): Promise<BothQueues | undefined> {
  try {
    const table = await readFile('/proc/net/tcp', { encoding: 'latin1', signal });
    return {
      own: queues(table, ends.own, ends.other),
      other: queues(table, ends.other, ends.own),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function queues(table: string, from: number, to: number): Queues | undefined {
  const line = `${loopback(from)} ${loopback(to)} `;
  const start = table.indexOf(line);
  if (start < 0) return undefined;
  // After the two addresses: the state, and tx_queue:rx_queue in eight hexadecimal digits each.
  const [, sent = '0', received = '0'] = table
    .slice(start + line.length, start + line.length + 20)
    .split(/[ :]/);
  return {
    unacknowledged: Number.parseInt(sent, 16),
    unread: Number.parseInt(received, 16),
  };
}

/** 127.0.0.1 and a port as the table writes them: the address as a number in host order. */
function loopback(port: number): string {
  const address = littleEndian ? '0100007F' : '7F000001';
  return `${address}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
// #endregion
