/**
 * What the doctor looks at from outside the system calls: Node, the machine, its limits, what
 * /proc tells, the terminal.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Finding } from './finding.ts';

// What the largest demonstration of the course would like; each says what it does with less.
const PLENTY_OF_FILES = 10_000;
const ENOUGH_FILES = 256;

/** Which Node this is. One that is too old does not get here: bin.js refuses it. */
export function nodeVersion(): Finding {
  return { verdict: 'ok', says: `Node ${process.versions.node}` };
}

/** Whether the course knows this system's calls. */
export function platform(
  system: string = process.platform,
  processor: string = process.arch,
): Finding {
  const known =
    ['linux', 'darwin'].includes(system) && ['x64', 'arm64'].includes(processor);
  if (known) return { verdict: 'ok', says: `${system} on ${processor}` };
  const advice = system === 'win32' ? ' Inside WSL you have a real one.' : '';
  return {
    verdict: 'limited',
    says:
      `this is ${system} on ${processor}, not Linux or macOS on x64 or arm64: programs ` +
      `and answers run on the simulated kernel.${advice}`,
  };
}

/** How many files, sockets among them, a program may have open. */
export function openFiles(limit: number = openFileLimit()): Finding {
  const says = `${limit === Infinity ? 'any number of' : limit} open files for a program`;
  if (limit >= PLENTY_OF_FILES) return { verdict: 'ok', says };
  const advice = `Raise it: ulimit -n ${PLENTY_OF_FILES}`;
  return limit >= ENOUGH_FILES
    ? {
        verdict: 'limited',
        says: `${says}: fewer connections than some chapters open. ${advice}`,
      }
    : { verdict: 'missing', says: `${says}, which is not enough. ${advice}` };
}

/** The limit that holds for Node, which raises its own as far as it may when it starts. */
function openFileLimit(): number {
  // Looking at the network interfaces as well takes seconds where names resolve slowly.
  const report = process.report as typeof process.report & { excludeNetwork?: boolean };
  report.excludeNetwork = true;
  const { userLimits } = report.getReport() as unknown as {
    userLimits: { open_files: { soft: number | 'unlimited' } };
  };
  const { soft } = userLimits.open_files;
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : soft;
}

/** Whether the kernel tells where in it a program waits: proc_pid_wchan(5). */
export function waitChannel(folder = '/proc/self/task'): Finding {
  const less = 'Programs that are stuck can be described less exactly here';
  try {
    // Node's other threads: this one is awake, and waits nowhere.
    const channels = readdirSync(folder).map((thread) =>
      readFileSync(`${folder}/${thread}/wchan`, 'utf8').trim(),
    );
    const channel = channels.find((name) => name !== '' && name !== '0');
    return channel
      ? { verdict: 'ok', says: `/proc tells where a program waits (${channel})` }
      : {
          verdict: 'limited',
          says: `/proc does not tell where a program waits. ${less}; a container may hide it.`,
        };
  } catch {
    return { verdict: 'limited', says: `No /proc that can be read. ${less}.` };
  }
}

/** Where the course prints. */
export function terminal(output: NodeJS.WriteStream = process.stdout): Finding {
  if (!output.isTTY) {
    return { verdict: 'ok', says: 'no terminal: plain lines without colours' };
  }
  const colours = process.env.NO_COLOR ? 'no colours (NO_COLOR is set)' : 'colours';
  return output.columns < 80
    ? {
        verdict: 'limited',
        says: `a terminal of ${output.columns} columns. 80 are enough for every line.`,
      }
    : { verdict: 'ok', says: `a terminal of ${output.columns} columns, ${colours}` };
}
