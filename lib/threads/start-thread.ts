/**
 * Threads for programs that block: each has a JavaScript engine of its own, and may sleep in a
 * system call while the others go on.
 */
import { Worker } from 'node:worker_threads';
import { compile } from './compile.ts';

/**
 * Starts a thread that runs a file: worker_threads, pthread_create(3). `data` is its `workerData`. Its descriptors
 * are those of the process. `terminate()` does not wake a thread that sleeps in a system call:
 * shutdown(2) of the socket that it waits for does.
 */
export function startThread(file: URL, data: unknown): Worker {
  return new Worker(compile(file), { eval: true, execArgv: [], workerData: data });
}
