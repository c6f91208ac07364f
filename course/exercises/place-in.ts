/**
 * Finds a line of a file, or of a folder's files, in a stack trace.
 */
import { basename } from 'node:path';

/** `answer.ts:12`: the innermost place of the file in the stack; undefined if it is not there. */
export function placeIn(file: string, stack = ''): string | undefined {
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(file);
    if (at < 0) continue;
    const [, number] = /^(?:\?[^:]*)?:(\d+)/.exec(line.slice(at + file.length)) ?? [];
    if (number !== undefined) return `${basename(file)}:${number}`;
  }
  return undefined;
}

/** `checks.ts:12`: the innermost place in a TypeScript file that lies in the folder itself. */
export function placeInFolder(folder: string, stack = ''): string | undefined {
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(`${folder}/`);
    if (at < 0) continue;
    const inFolder = line.slice(at + folder.length + 1);
    const [, name, number] = /^([^/?:]+\.ts)(?:\?[^:]*)?:(\d+)/.exec(inFolder) ?? [];
    if (name !== undefined) return `${name}:${number}`;
  }
  return undefined;
}
