/** When the texts of the book were last changed: reading systems tell editions apart by it. */
import { execFileSync } from 'node:child_process';

/** For a copy of the repository without its history. */
const UNKNOWN = '2026-01-01T00:00:00Z';

/** The time of the last commit to the texts, in UTC and whole seconds: the same text, the same book. */
export function lastChange(root: string): string {
  try {
    const told = execFileSync(
      'git',
      ['log', '-1', '--format=%cI', '--', 'chapters', 'exercises'],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return told === '' ? UNKNOWN : `${new Date(told.trim()).toISOString().slice(0, 19)}Z`;
  } catch {
    // There is no git here, or no repository of it.
    return UNKNOWN;
  }
}
