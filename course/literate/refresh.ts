/**
 * Writes into READMEs what they should say: listings, differences, transcripts, values,
 * quizzes and timelines.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem.ts';
import { type Runner, remembering } from './runner.ts';
import type { TimelineRecorder } from './timeline-recorder.ts';
import { weave } from './weave.ts';

/** What a refresh did. */
export interface Refreshed {
  /** The READMEs that it rewrote, relative to the root. */
  readonly written: readonly string[];
  /** What only a person can mend, with its lines after the refresh. */
  readonly problems: readonly Problem[];
}

/**
 * Refreshes READMEs, given relative to `root`. Writes those that change, and only those.
 * Equal commands run once. `record` makes the pictures that are out of date.
 */
export async function refresh(
  paths: readonly string[],
  root: string,
  run: Runner,
  record?: TimelineRecorder,
): Promise<Refreshed> {
  const written: string[] = [];
  const problems: Problem[] = [];
  const runOnce = remembering(run);
  for (const file of paths) {
    let draft = await weave({ root, file }, runOnce, record);
    if (draft.stale) {
      writeFileSync(join(root, file), draft.text);
      written.push(file);
      // What is left to mend has other lines now.
      draft = await weave({ root, file }, runOnce);
    }
    problems.push(...draft.problems);
  }
  return { written, problems };
}
