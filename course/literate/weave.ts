/**
 * Weaves a README: finds out what it should say, and where it says something else.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { weaveCharts } from './chart-block.ts';
import { Draft } from './draft.ts';
import { readPurpose } from './fence-purpose.ts';
import { Pictures } from './pictures.ts';
import { Fault } from './problem.ts';
import { weaveQuizzes } from './quiz-block.ts';
import { type Place, quotationFor } from './quotation.ts';
import type { Fence } from './readme.ts';
import type { Runner } from './runner.ts';
import { findTags, isInside } from './tags.ts';
import { weaveTimelines } from './timeline-block.ts';
import type { TimelineRecorder } from './timeline-recorder.ts';
import { weaveTranscript } from './transcript.ts';
import { weaveValues } from './values.ts';

/**
 * Weaves the README at a place; `run` runs the commands of its transcripts and quizzes. With
 * `record`, pictures that are out of date are made again.
 */
export async function weave(
  place: Place,
  run: Runner,
  record?: TimelineRecorder,
): Promise<Draft> {
  const draft = new Draft(place.file, readFileSync(join(place.root, place.file), 'utf8'));
  const values = new Map<string, string>();
  for (const fence of draft.readme.fences) {
    await draft.attempt(fence.line, () => weaveFence(draft, fence, place, run, values));
  }
  const tags = findTags(draft);
  const quizzes = tags.filter(({ kind }) => kind === 'quiz');
  const outside = tags.filter(
    (tag) => tag.kind === 'value' && !quizzes.some((quiz) => isInside(tag, quiz)),
  );
  await weaveQuizzes(draft, place, quizzes, run, values);
  await weaveValues(draft, outside, values);
  const timelines = tags.filter(({ kind }) => kind === 'timeline');
  const pictures = new Pictures(place);
  await weaveTimelines(draft, place, timelines, pictures, record);
  const charts = tags.filter(({ kind }) => kind === 'chart');
  await weaveCharts(draft, place, charts, pictures, record && run);
  pictures.noteUnseen(draft);
  return draft;
}

async function weaveFence(
  draft: Draft,
  fence: Fence,
  place: Place,
  run: Runner,
  values: Map<string, string>,
): Promise<void> {
  const purpose = readPurpose(fence.info);
  if (!fence.closed) {
    throw new Fault(`this fence never ends; close it with “${fence.markup}”.`);
  }
  const quotation = quotationFor(purpose, place);
  if (quotation) {
    const name = quotation.region
      ? `${quotation.file}#${quotation.region}`
      : quotation.file;
    draft.fill(fence, quotation.shown, name);
  }
  // What a command prints about an exercise depends on the reader's own answer.
  const isExercise = /^(?:exercises|solutions)\//.test(place.file);
  if (purpose.kind === 'transcript' && !isExercise) {
    await weaveTranscript(draft, fence, purpose, run, values);
  }
}
