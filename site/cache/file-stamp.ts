/** Whether a file is still the one that was read. */
import { statSync } from 'node:fs';

/** Tells a file from the next that has its name; `''` where there is none, or a folder. */
export function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) return '';
  return `${found.ino} ${found.mtimeMs} ${found.size}`;
}
