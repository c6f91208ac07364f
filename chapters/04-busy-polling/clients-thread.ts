/**
 * The thread that is ten clients of a server, and looks at what that server costs: first while nobody
 * says anything, then while one of them does.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Socket } from 'would-block';

// #region task
/** What the thread is told. */
export interface Task {
  readonly clients: number;
  /** How many calls the server has made, and its port, once it has one. */
  readonly counts: Int32Array;
  /** The file in which the kernel says how long the server's thread was on the processor. */
  readonly schedstat: string;
}

/** What a server did in a time. */
export interface Cost {
  readonly calls: number;
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** What the thread has seen. */
export interface Measured {
  readonly idle: Cost;
  readonly busy: Cost;
  /** How much was said in the busy phase. */
  readonly kibibytes: number;
}
// #endregion

// #region measure
const { clients, counts, schedstat } = workerData as Task;
const phaseMs = 400;

Atomics.wait(counts, 1, 0); // until there is a port
const sockets = Array.from({ length: clients }, () => {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port: Atomics.load(counts, 1) });
  return socket;
});
pause(50); // until all have been accepted that ever will be
const beginning = look();
pause(phaseMs);
const middle = look();
const kibibytes = talk(sockets[0] as Socket);
const end = look();
for (const socket of sockets) socket.close();
const [idle, busy] = [difference(beginning, middle), difference(middle, end)];
parentPort?.postMessage({ idle, busy, kibibytes } satisfies Measured);
// #endregion

// #region steps
function look(): Cost {
  const [nanoseconds = 0] = readFileSync(schedstat, 'latin1').split(' ').map(Number);
  return {
    calls: Atomics.load(counts, 0),
    cpuMs: nanoseconds / 1e6,
    wallMs: performance.now(),
  };
}

/** Says a KiB every 10 ms, and takes what comes back. Answers how many KiB it said. */
function talk(socket: Socket): number {
  socket.setBlocking(false);
  const rounds = phaseMs / 10;
  for (let round = 0; round < rounds; round += 1) {
    socket.send(new Uint8Array(1024).fill(0x61));
    pause(10);
    socket.tryRecvInto(new Uint8Array(4096));
  }
  return rounds;
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function difference(before: Cost, after: Cost): Cost {
  return {
    calls: after.calls - before.calls,
    cpuMs: after.cpuMs - before.cpuMs,
    wallMs: after.wallMs - before.wallMs,
  };
}
// #endregion
