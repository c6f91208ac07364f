/** What `designs.ts` measures of each server: by clients who say nothing, by one who does, and by a crowd. */
import { setTimeout } from 'node:timers/promises';
import { Socket, select } from 'would-block';
import { type ProgramProcess, startProgram } from 'would-block/testing';
import type { Design } from './design-list.ts';
import { memoryKB, processorMs } from './processes.ts';

// #region server
export interface Server extends Design {
  readonly process: ProgramProcess;
  readonly port: number;
}

export async function start(design: Design): Promise<Server> {
  const process = startProgram(new URL(design.files[0] as string, import.meta.url), '0');
  return { ...design, process, port: await process.port() };
}
// #endregion

// #region weigh
/** Has clients come who say hello and then nothing. Answers how much memory each takes after the first. */
export async function weigh(server: Server, guests: Socket[]): Promise<number> {
  arrive(server, guests, 0, 1);
  await setTimeout(20); // what it does for the first, besides replying
  const first = memoryKB(server.process.pid);
  arrive(server, guests, 1, 1 + server.silent);
  await setTimeout(20);
  return (memoryKB(server.process.pid) - first) / server.silent;
}

function arrive(server: Server, guests: Socket[], from: number, to: number): void {
  const arrived = Array.from({ length: to - from }, () => greet(server));
  const served = arrived.slice(0, Math.max(0, server.atOnce - from));
  for (const guest of served) guest.recv(100);
  guests.push(...arrived);
}

function greet({ port }: Server): Socket {
  const guest = new Socket();
  guest.connect({ host: '127.0.0.1', port });
  guest.sendAll(new TextEncoder().encode('hello'));
  return guest;
}
// #endregion

// #region idle
/** How much of a processor each server takes while nobody says anything, in percent. */
export async function idle(servers: readonly Server[]): Promise<number[]> {
  const spentMs = () => servers.map(({ process }) => processorMs(process.pid));
  const [before, started] = [spentMs(), performance.now()];
  await setTimeout(400);
  const [after, tookMs] = [spentMs(), performance.now() - started];
  return after.map(
    (spent, index) => ((spent - (before[index] as number)) / tookMs) * 100,
  );
}
// #endregion

// #region next
/** How soon each server replies to one more client, in ms; undefined if it has not after a second. */
export function next(servers: readonly Server[]): (number | undefined)[] {
  const lateMs: (number | undefined)[] = servers.map(() => undefined);
  const asked = new Map<Socket, { index: number; atMs: number }>();
  const hear = (forMs: number, isEnough: () => boolean) => {
    const endMs = performance.now() + forMs;
    while (!isEnough() && performance.now() < endMs) {
      const [readable] = select([...asked.keys()], [], [], endMs - performance.now());
      for (const guest of readable) {
        const { index, atMs } = asked.get(guest) as { index: number; atMs: number };
        lateMs[index] = performance.now() - atMs;
        asked.delete(guest);
        guest.close();
      }
    }
  };
  for (const [index, server] of servers.entries()) {
    const atMs = performance.now();
    const guest = greet(server);
    asked.set(guest, { index, atMs });
    hear(100, () => !asked.has(guest));
  }
  hear(1000, () => asked.size === 0);
  for (const guest of asked.keys()) guest.close();
  return lateMs;
}
// #endregion

// #region crowd
/** What chapter 02's crowd is told, and what it answers of each client. */
export const load = {
  clients: 50,
  pings: 60,
  bytes: 1000,
  echo: false,
  patienceMs: 10_000,
};

interface Outcome {
  readonly verdict: { readonly kind: string; readonly rightPings: number };
}

type Crowd = (settings: typeof load & { port: number }) => Outcome[];

export interface Loaded {
  /** How many clients did not get every byte, once and right. */
  readonly unhappy: number;
  /** What each right reply cost in time on the processor. */
  readonly replyMicroseconds: number;
}

/** Lets fifty clients ask a server at once. */
export async function ask({ port, process }: Server): Promise<Loaded> {
  const file = new URL('../02-threads-and-processes/crowd.ts', import.meta.url).href;
  const { crowd } = (await import(file)) as { crowd: Crowd };
  const beforeMs = processorMs(process.pid);
  const outcomes = crowd({ ...load, port });
  const spentMs = processorMs(process.pid) - beforeMs;
  const replies = outcomes.reduce((sum, { verdict }) => sum + verdict.rightPings, 0);
  return {
    unhappy: outcomes.filter(({ verdict }) => verdict.kind !== 'right').length,
    replyMicroseconds: (spentMs * 1000) / replies,
  };
}
// #endregion
