/**
 * What it costs to have somebody wait: connections on which nobody says anything, each with a thread
 * asleep in recv(), then each with a process.
 */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  count,
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
} from 'would-block';
import { startProcess, startThread } from 'would-block/threads';
import { asleepInRecv } from './asleep.ts';

// #region memory
interface MemorySettings {
  port: number;
  most: number;
}

/** Something that waits on a connection: a thread or a process. */
interface Waiter {
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

export async function memory({ port, most }: MemorySettings): Promise<void> {
  if (!existsSync('/proc/self/smaps_rollup')) {
    print('This system has no /proc to look into.');
    return;
  }
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen();
  for (const [what, start] of [
    ['threads', threadFor],
    ['processes', processFor],
  ] as const) {
    await measure(what, start, listener, most);
  }
  listener.close();
}

const converseThread = new URL('converse-thread.ts', import.meta.url);
const converseProcess = new URL('converse-process.ts', import.meta.url);

function threadFor(connection: Socket): Waiter {
  const thread = startThread(converseThread, connection.fileno());
  return { pid: process.pid, ended: once(thread, 'exit') };
}

function processFor(connection: Socket): Waiter {
  const child = startProcess(converseProcess, [connection.fileno()]);
  return { pid: child.pid as number, ended: once(child, 'exit') };
}
// #endregion

// #region measure
async function measure(
  what: string,
  start: (connection: Socket) => Waiter,
  listener: Socket,
  most: number,
): Promise<void> {
  const clients: Socket[] = [];
  const waiters: Waiter[] = [];
  let firstMB = 0;
  for (let more = 0; more <= most; more = Math.max(1, 2 * more)) {
    while (waiters.length < 1 + more) {
      const client = new Socket();
      client.connect(listener.getsockname() as InternetAddress);
      const connection = listener.accept();
      const waiter = start(connection);
      void waiter.ended.then(() => connection.close());
      clients.push(client);
      waiters.push(waiter);
    }
    const pids = [...new Set(waiters.map(({ pid }) => pid))];
    while (asleepInAll(pids) < waiters.length) await setTimeout(10);
    const usedMB = memoryOf([...new Set([process.pid, ...pids])]);
    // The first brings with it what all share.
    if (more === 0) firstMB = usedMB;
    else print(line(more, what, usedMB - firstMB));
  }
  for (const client of clients) client.close();
  await Promise.all(waiters.map(({ ended }) => ended));
}

function line(more: number, what: string, grownMB: number): string {
  const each = (grownMB / more).toFixed(1);
  return `${more} more waiting in ${what}: ${grownMB.toFixed()} MB, ${each} MB each`;
}

function asleepInAll(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + asleepInRecv(pid), 0);
}
// #endregion

// #region proc
/** What processes have written into memory and share with nobody, in MB: proc(5), Private_Dirty. */
function memoryOf(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Private_Dirty: +(\d+) kB$/m.exec(rollup)?.[1]);
  });
  return kilobytes.reduce((sum, each) => sum + each) / 1000;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Measures the memory of threads and processes that wait for a silent client.',
  settings: {
    port: portNumber(0),
    most: count(8, 'stop at so many of each'),
  },
  main: memory,
});
// #endregion
