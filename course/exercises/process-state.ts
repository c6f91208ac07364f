/**
 * What a process is doing, seen from outside: asleep in a system call, or running? Linux tells in
 * /proc (proc(5)); elsewhere the answer is "unknown".
 */
// cspell:ignore schedstat
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** What a process's main thread was doing for as long as it was watched. */
export interface ProcessState {
  readonly kind: 'asleep' | 'running' | 'unknown';
  /** The system call that it sleeps in, by the name of its man page, where the kernel tells. */
  readonly systemCall?: string;
  /** The first argument of that call: mostly a descriptor. */
  readonly argument?: number;
  /** The function of the kernel in which it sleeps, where the kernel tells. */
  readonly waitChannel?: string;
}

const looks = 8;
const betweenLooksMs = 5;
/** Of so many watches one must find it asleep: Node's own threads wake it now and then. */
const watches = 4;

/**
 * Watches a process for some 40 ms, and again if it was awake. It is asleep if it slept at every
 * look of one watch and was never woken between; a program that keeps waking up to look again is
 * running, even if it mostly naps.
 */
export async function watchProcess(pid: number): Promise<ProcessState> {
  try {
    let state: ProcessState = { kind: 'unknown' };
    for (let watch = 0; watch < watches; watch += 1) {
      state = await watchOnce(pid);
      if (state.kind === 'asleep') break;
    }
    return state;
  } catch (error) {
    if (isMissing(error)) return { kind: 'unknown' };
    throw error;
  }
}

async function watchOnce(pid: number): Promise<ProcessState> {
  const wakeUpsBefore = await wakeUps(pid);
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await setTimeout(betweenLooksMs);
    const state = await schedulerState(pid);
    if (state !== 'S') return { kind: state === 'R' ? 'running' : 'unknown' };
  }
  const state = { kind: 'asleep', ...(await sleepingPlace(pid)) } as const;
  return (await wakeUps(pid)) === wakeUpsBefore ? state : { kind: 'running' };
}

/** `R` running or ready to, `S` asleep, `D` asleep in a disk's hands, `T` stopped, `Z` dead. */
async function schedulerState(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  // The name before it, in brackets, may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2)[0];
}

async function wakeUps(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1');
  return /^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1];
}

async function sleepingPlace(pid: number): Promise<Omit<ProcessState, 'kind'>> {
  const [number, argument] = (await readIfAllowed(`/proc/${pid}/syscall`)).split(' ');
  const waitChannel = (await readIfAllowed(`/proc/${pid}/wchan`)).trim();
  const systemCall = systemCalls[process.arch]?.[Number(number)];
  return {
    ...(systemCall === undefined ? {} : { systemCall, argument: Number(argument) }),
    ...(/^\w{2,}$/.test(waitChannel) ? { waitChannel } : {}),
  };
}

/**
 * For how many ms altogether the threads of a process have been ready to run and did not get a
 * processor; 0 where nobody tells. On a busy machine this is time that is not theirs.
 */
export async function waitedForProcessorMs(pid: number): Promise<number> {
  try {
    let nanoseconds = 0;
    for (const thread of await readdir(`/proc/${pid}/task`)) {
      const times = await readIfAllowed(`/proc/${pid}/task/${thread}/schedstat`);
      nanoseconds += Number(times.split(' ')[1] ?? 0);
    }
    return nanoseconds / 1e6;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Such files are secrets on some machines (ptrace(2) says whose), and absent on others. */
async function readIfAllowed(file: string): Promise<string> {
  try {
    return await readFile(file, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || isMissing(error)) return '';
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}

/** The calls in which an answer may sleep, by their numbers, which each architecture has its own. */
const systemCalls: Partial<Record<NodeJS.Architecture, Record<number, string>>> = {
  x64: {
    0: 'read',
    1: 'write',
    7: 'poll',
    23: 'select',
    42: 'connect',
    43: 'accept',
    44: 'send',
    45: 'recv',
    202: 'futex',
    232: 'epoll_wait',
    270: 'select',
    271: 'poll',
    281: 'epoll_wait',
    288: 'accept',
  },
  arm64: {
    22: 'epoll_wait',
    63: 'read',
    64: 'write',
    72: 'select',
    73: 'poll',
    98: 'futex',
    202: 'accept',
    203: 'connect',
    206: 'send',
    207: 'recv',
    242: 'accept',
  },
};
