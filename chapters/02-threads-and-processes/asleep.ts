/** Whether threads are asleep in recv(): the kernel says so under /proc, of each thread by itself. */
import { readdirSync, readFileSync } from 'node:fs';

// #region asleep
/** How many threads of a process wait for an empty receive buffer to fill: proc(5), wchan. */
export function asleepInRecv(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const waitsIn = (thread: string) =>
    readFileSync(`/proc/${pid}/task/${thread}/wchan`, 'utf8');
  return threads.filter((thread) => waitsIn(thread) === 'wait_woken').length;
}
// #endregion
