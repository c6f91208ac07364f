/** The names of system calls, errors and constants that the chapters mention, and what they mean. */
import { type ErrnoName, errno, errnoNumber, errnoText } from '../../lib/sys/errno.ts';
import type { Section } from '../reading/reading.ts';

/** The name of an error, and what it means. */
interface ErrorName {
  readonly name: string;
  /** In the words of strerror(3). */
  readonly text: string;
  readonly linux: number;
  readonly darwin: number;
  /** The first section that mentions it. */
  readonly section: Section;
}

/** The errors that chapters mention, by name. */
export function errorNames(sections: readonly Section[]): ErrorName[] {
  const found = new Map<string, ErrorName>();
  for (const section of sections.filter(({ page }) => page.startsWith('chapters/'))) {
    for (const name of section.capitals) {
      if (found.has(name)) continue;
      const error = errorNamed(name);
      if (error !== undefined) found.set(name, { name, ...error, section });
    }
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

const LINUX = { system: 'linux', processor: 'x64' } as const;
const DARWIN = { system: 'darwin', processor: 'arm64' } as const;

function errorNamed(name: string) {
  if (!isErrno(name)) return undefined;
  const linux = errnoNumber(name, LINUX);
  const darwin = errnoNumber(name, DARWIN);
  const number = errnoNumber(name);
  if (linux === undefined || darwin === undefined || number === undefined)
    return undefined;
  return { text: errnoText(number), linux, darwin };
}

function isErrno(name: string): name is ErrnoName {
  return Object.hasOwn(errno, name);
}
