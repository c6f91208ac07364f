/**
 * What has become of sent bytes: have they reached the other side's kernel, has its program read
 * them? Linux tells, for both ends of a connection on this machine, in /proc/net/tcp (proc(5)):
 * `tx_queue` counts the bytes not yet acknowledged, `rx_queue` those that wait to be read.
 *
 * A peer that goes by this depends on no pause and no machine's speed. Where there is no such
 * file, all that is left is to wait a little.
 */
import { readFile } from 'node:fs/promises';
import { setImmediate, setTimeout } from 'node:timers/promises';

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
interface Queues {
  readonly unacknowledged: number;
  readonly unread: number;
}

const nothingQueued: Queues = { unacknowledged: 0, unread: 0 };

async function untilQueuesAllow(
  allowed: (own: Queues, other: Queues) => boolean,
  ends: Ends,
  signal: AbortSignal,
): Promise<void> {
  for (let looks = 0; ; looks += 1) {
    const table = await connectionTable(signal);
    if (table === undefined) return setTimeout(unknownDeliveryMs, undefined, { signal });
    const own = queues(table, ends.own, ends.other);
    const other = queues(table, ends.other, ends.own);
    if (allowed(own ?? nothingQueued, other ?? nothingQueued)) return;
    // Mostly it is a matter of microseconds; when it is not, the other side needs the CPU.
    if (looks < eagerLooks) await setImmediate(undefined, { signal });
    else await setTimeout(1, undefined, { signal });
  }
}

/** Looks without a pause between them. */
const eagerLooks = 20;
/** How long delivery over loopback, and a reader that waits for it, are given unseen. */
const unknownDeliveryMs = 5;
// #endregion

// #region table
/** All connections of the machine: on a busy one thousands, so that nobody reads on who need not. */
async function connectionTable(signal: AbortSignal): Promise<string | undefined> {
  try {
    return await readFile('/proc/net/tcp', { encoding: 'latin1', signal });
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
