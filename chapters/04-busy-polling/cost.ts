/**
 * Three servers, one after the other, with the same ten clients: for a while nobody says a word, and
 * then one of them does. What does each server ask of the kernel, and of the processor?
 *
 * The servers run here, on a kernel that counts. The clients are a thread, which also looks at
 * the counts: a server that sleeps cannot.
 */
import { once } from 'node:events';
import { existsSync, readlinkSync } from 'node:fs';
import { currentKernel, type Kernel, print, program, runOn } from 'would-block';
import { startThread } from 'would-block/threads';
import { recordCalls } from 'would-block/trace';
import type { Cost, Measured, Task } from './clients-thread.ts';

// #region servers
const CLIENTS = 10;
const settings = { port: 0, clients: CLIENTS, pauseMs: 0 };

type Serve = () => void;

/** The servers of three chapters, each with its settings. */
const servers: Record<string, () => Promise<Serve>> = {
  async blocking() {
    const { server } = await theirs('../01-blocking/server.ts');
    return () => server?.({ ...settings, quiet: true });
  },
  async polling() {
    const { serve } = await import('./server.ts');
    return () => serve(settings);
  },
  async select() {
    const { upper } = await theirs('../05-select/upper.ts');
    return () => upper?.({ ...settings, chunkBytes: 1024, sendBufferBytes: 0 });
  },
};

/** What another chapter's program exports. */
function theirs(file: string): Promise<Record<string, (settings: object) => void>> {
  return import(new URL(file, import.meta.url).href);
}
// #endregion

// #region cost
export async function cost(): Promise<void> {
  if (!existsSync('/proc/thread-self/schedstat')) {
    print('This system has no /proc to read the time on the processor from.');
    return;
  }
  print(`${CLIENTS} clients; when it is busy, one of them says a KiB every 10 ms`);
  for (const [name, load] of Object.entries(servers)) {
    const { idle, busy, kibibytes } = await measure(await load());
    print(`${name}, idle: ${inWords(idle)}`);
    const perKibibyte = ((busy.cpuMs / kibibytes) * 1000).toFixed();
    print(`${name}, busy: ${inWords(busy)}, ${perKibibyte} µs for each KiB`);
  }
}

function inWords({ calls, cpuMs, wallMs }: Cost): string {
  const callsPerSecond = ((calls / wallMs) * 1000).toFixed();
  return `${callsPerSecond} calls/s, ${((cpuMs / wallMs) * 100).toFixed(1)} % of a processor`;
}

/** Runs a server until its ten clients have come and gone. */
async function measure(serve: Serve): Promise<Measured> {
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const schedstat = `/proc/${readlinkSync('/proc/thread-self')}/schedstat`;
  const task: Task = { clients: CLIENTS, counts, schedstat };
  const thread = startThread(new URL('clients-thread.ts', import.meta.url), task);
  const measured = once(thread, 'message') as Promise<[Measured]>;
  runOn(counting(counts), serve);
  return (await measured)[0];
}
// #endregion

// #region counting
/** The kernel, but it counts calls; and what a server prints goes no further, except for its port. */
function counting(counts: Int32Array): Kernel {
  const kernel = currentKernel();
  const quiet: Kernel = {
    ...kernel,
    write(_descriptor, bytes, length) {
      const [, port] =
        /listening on .*:(\d+)/.exec(new TextDecoder().decode(bytes)) ?? [];
      if (port !== undefined) Atomics.store(counts, 1, Number(port));
      Atomics.notify(counts, 1);
      return length;
    },
  };
  const onStart = () => Atomics.add(counts, 0, 1);
  return recordCalls(quiet, { limit: 0, onStart }).kernel;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Measures what three servers cost, idle and busy.',
  settings: {},
  main: cost,
});
// #endregion
