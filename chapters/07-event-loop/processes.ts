/**
 * What the kernel says of a server, counting all of its threads and the processes that it has started:
 * proc(5). Linux alone.
 */
import { readdirSync, readFileSync } from 'node:fs';

// #region processes
/** A process and those that it has started. */
function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' '),
  );
  return [pid, ...children.filter((child) => child !== '').map(Number)];
}

/** The time that they have spent on the processor, in ms, to 10 ms. */
export function processorMs(pid: number): number {
  const ticks = family(pid).map((member) => {
    const stat = readFileSync(`/proc/${member}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]); // utime and stime
  });
  return ticks.reduce((sum, each) => sum + each) * 10;
}

/** What they have written into memory and share with nobody, in kB. */
export function memoryKB(pid: number): number {
  const kilobytes = family(pid).map((member) => {
    const rollup = readFileSync(`/proc/${member}/smaps_rollup`, 'latin1');
    return Number(/^Private_Dirty: +(\d+) kB$/m.exec(rollup)?.[1]);
  });
  return kilobytes.reduce((sum, each) => sum + each);
}
// #endregion
