/** Where in the reader's files something happened: read from the stack of an error. */
import type { CompiledFile } from '../program/compiled-file.ts';
import type { Place } from '../program/place.ts';
import { codePrefix } from './link.ts';
import { urlOf } from './reader-url.ts';
import { sourcePosition } from './source-lines.ts';

const FRAME = /lab:\/\/\/([^\s:()]+):(\d+):(\d+)/g;

/**
 * The places in a stack that are in the reader's files, the innermost first. Every browser writes
 * stacks in its own way, and each names file, line and column of a frame.
 */
export function placesIn(stack: string, files: readonly CompiledFile[]): Place[] {
  const places: Place[] = [];
  for (const [, path = '', line = '', column = ''] of stack.matchAll(FRAME)) {
    const file = files.find((one) => urlOf(one.path) === urlOf(path));
    if (file === undefined) continue;
    const generatedLine = Number(line);
    const shift = generatedLine === 1 ? codePrefix.length : 0;
    const position = sourcePosition(file.mappings, generatedLine, Number(column) - shift);
    if (position !== undefined) places.push({ file: file.path, ...position });
  }
  return places;
}
