/**
 * What the reader has written and the reference, side by side: a unified difference, in the
 * format of `diff -u`. Its first column says what a line is; colour only adds.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { structuredPatch } from 'diff';
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { answerFile, readAnswer } from './answer-file.ts';
import { referenceFile } from './solution.ts';

/**
 * The lines that turn the answer into the reference; one sentence if they are the same.
 * @throws {UsageError} if there is no answer, or none that can be read.
 */
export function differenceLines(exercise: Exercise): string[] {
  const lines = unifiedDifference(exercise);
  return lines.length > 0 ? lines : ['Your answer is the reference, line for line.'];
}

/**
 * The same, without a word if there is no difference.
 * @throws {UsageError} likewise.
 */
export function unifiedDifference(exercise: Exercise): string[] {
  const answer = readAnswer(exercise);
  const reference = readFileSync(referenceFile(exercise), 'utf8');
  const { hunks } = structuredPatch('', '', answer, reference, '', '', {
    context: 3,
    // An editor of another system may end its lines in another way: no difference worth a word.
    stripTrailingCr: true,
  });
  if (hunks.length === 0) return [];
  const fromHere = (file: string) => relative(process.cwd(), file);
  return [
    `--- ${fromHere(answerFile(exercise))}`,
    `+++ ${fromHere(referenceFile(exercise))}`,
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines,
    ]),
  ];
}

/** How `git diff` would colour a line of the difference. */
export function colourOf(line: string): (text: string) => string {
  if (/^(---|\+\+\+) /.test(line)) return colours.bold;
  if (line.startsWith('@@')) return colours.cyan;
  if (line.startsWith('-')) return colours.red;
  if (line.startsWith('+')) return colours.green;
  return (text) => text;
}
