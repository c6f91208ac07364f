/**
 * Finds a file's line in a stack trace.
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
