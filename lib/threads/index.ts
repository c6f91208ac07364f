/** Threads and processes for programs that block: `would-block/threads`. */
export { startProcess } from './start-process.ts';
export { startThread } from './start-thread.ts';
