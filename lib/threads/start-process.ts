/**
 * Processes that are handed descriptors. Node cannot fork(2): a copy of one of its threads without
 * the others would not live long. A new process is given what it needs instead.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { compile } from './compile.ts';

/**
 * Starts a process that runs a file: posix_spawn(3). Its output goes where ours does. It gets `descriptors` as its 3, 4,
 * and so on, whatever their numbers here, and a 'pipe' among them as a stream to us: `stdio` of the
 * answer, at the same number.
 */
export function startProcess(
  file: URL,
  descriptors: readonly (number | 'pipe')[],
): ChildProcess {
  return spawn(process.execPath, ['--eval', compile(file)], {
    stdio: ['ignore', 'inherit', 'inherit', ...descriptors],
  });
}
