/**
 * What a picture was made from: the programs that took part, with what they import from the
 * chapters, and what was asked for. A picture whose sources have changed shows a run of a program
 * that is no more. The library is not among them: what it changes in a run is the library's
 * affair, and every change of it would have all pictures made again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChapter, findProgram } from '../catalogue.ts';
import { type Cast, castOf } from '../run/cast.ts';
import { UsageError } from '../usage-error.ts';
import { Fault } from './problem.ts';
import { relativePath } from './quotation.ts';
import type { TimelineRequest } from './timeline-marker.ts';

const IMPORT = /^(?:import|export)\b[^;'"]*?['"](\.{1,2}\/[^'"]+)['"]/gm;
// A thread or a process of a program: its file is named as a URL.
const STARTED = /new URL\(\s*'([^']+\.ts)',\s*import\.meta\.url/g;

/** A run of a picture: who takes part, and in which chapter. */
export interface Scene {
  /** The chapter's number: `01`. */
  readonly chapter: string;
  readonly cast: Cast;
}

/** Plans the runs of a picture; throws a `Fault` for a chapter or a program that is not there. */
export function scenesOf({ runs }: Pick<TimelineRequest, 'runs'>, root: string): Scene[] {
  return runs.map(([chapterName = '', programName = '', ...typed]) => {
    try {
      const chapter = findChapter(chapterName, root);
      const program = findProgram(chapter, programName);
      return { chapter: chapter.number, cast: castOf(chapter, program, typed, root) };
    } catch (error) {
      if (error instanceof UsageError) throw new Fault(error.message);
      throw error;
    }
  });
}

/** A digest of each source file, by its path from the root, and of what was asked for. */
export function sourcesOf(
  request: object,
  scenes: readonly Scene[],
  root: string,
): Record<string, string> {
  const parts = scenes.flatMap(({ cast }) => [
    cast.main,
    ...cast.needs,
    ...cast.visitors,
  ]);
  const files = new Set<string>();
  for (const { file } of parts) collect(file, files);
  const plan = parts.map(({ label, options }) => [label.trim(), ...options]);
  return Object.fromEntries([
    ['its comment', digest(JSON.stringify([request, plan]))],
    ...[...files]
      .map((file) => [relativePath(root, file), digest(readText(file))])
      .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  ]);
}

/** A short digest of a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The text of a file, its lines ended in one way on every system. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

/** A file and what it imports by a relative path. */
function collect(file: string, files: Set<string>): void {
  if (files.has(file) || !existsSync(file)) return;
  files.add(file);
  const text = readText(file);
  for (const [, path = ''] of [...text.matchAll(IMPORT), ...text.matchAll(STARTED)]) {
    collect(join(dirname(file), path), files);
  }
}
