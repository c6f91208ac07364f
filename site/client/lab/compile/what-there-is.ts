/** What a reader is told who wants something that the lab does not have, but a browser or Node has. */
import { doorFiles } from '../program/door-files.ts';

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

// TypeScript's numbers for names and modules that it cannot find, some with advice for a real Node.
const NO_MODULE = [2307, 2792];
const NO_NAME = [2304, 2552, 2580, 2582, 2584, 2591];

/** TypeScript's message, or a better one. */
export function explained(code: number, message: string): string {
  const [, name = ''] = /'(.+?)'/.exec(message) ?? [];
  if (NO_MODULE.includes(code) || (NO_NAME.includes(code) && name.includes(':'))) {
    return (
      `There is no module '${name}' here. The lab has ${Object.keys(doorFiles).join(', ')} and the ` +
      'files on the tabs, each with its .ts; it has nothing of Node.'
    );
  }
  if (NO_NAME.includes(code) && TIMERS.includes(name)) {
    return (
      `There is no ${name}() here: time is virtual, and passes in system calls. ` +
      'select([], [], [], 100) sleeps for 100 ms.'
    );
  }
  const [short = message] = message.split(' Do you need to ');
  return short;
}
