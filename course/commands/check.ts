/**
 * `course check [EXERCISE]`: runs an exercise's checks on what the reader has written.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { Exercise } from '../catalogue.ts';
import { answerFile, ensureAnswer, isUntouched } from '../exercises/answer-file.ts';
import { chosenExercise } from '../exercises/chosen-exercise.ts';
import { conclusionLines, resultLines, titleLines } from '../exercises/format-report.ts';
import { judgeAnswer } from '../exercises/judge-answer.ts';
import { type Mistake, recognise } from '../exercises/mistakes.ts';
import type { Report } from '../exercises/report.ts';
import { updateProgress } from '../progress.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('check')
    .description('check what you have written for an exercise')
    .argument('[exercise]', '01/1 or receive-exactly; else the first not passed yet')
    .option('--json', 'print one JSON object instead, for scripts')
    .action(check);
}

async function check(
  name: string | undefined,
  { json = false }: { json?: boolean },
): Promise<void> {
  const exercise = chosenExercise(name);
  if (exercise === undefined) {
    print(
      json ? [JSON.stringify({ passed: true })] : ['You have passed every exercise.'],
    );
    return;
  }
  const report = json ? await checkForScripts(exercise) : await checkForReaders(exercise);
  if (report.passed) remember(exercise);
  else process.exitCode = 1;
}

async function checkForReaders(exercise: Exercise): Promise<Report> {
  const isNew = ensureAnswer(exercise);
  print(titleLines(exercise));
  const report = await judgeAnswer(exercise.folder, answerFile(exercise), {
    onResult: (result) => print(resultLines(result)),
  });
  const untouched = isUntouched(exercise);
  const mistake = untouched ? undefined : recognise(exercise.folder, report);
  print(conclusionLines(exercise, report, mistake));
  if (isNew || untouched) print(beginning(exercise));
  return report;
}

async function checkForScripts(exercise: Exercise): Promise<Report> {
  ensureAnswer(exercise);
  const report = await judgeAnswer(exercise.folder, answerFile(exercise));
  const mistake: Mistake | undefined = isUntouched(exercise)
    ? undefined
    : recognise(exercise.folder, report);
  const known = mistake && { name: mistake.name, diagnosis: mistake.diagnosis };
  print([JSON.stringify({ exercise: exercise.id, ...report, mistake: known }, null, 2)]);
  return report;
}

/** Where to begin, for somebody whose file is still the starter. */
function beginning(exercise: Exercise): string[] {
  const fromHere = (file: string) => relative(process.cwd(), file);
  return [
    `This is still the starter. Write in ${fromHere(answerFile(exercise))}`,
    `The task is in ${fromHere(join(exercise.folder, 'README.md'))}`,
  ];
}

function remember(exercise: Exercise): void {
  const hash = createHash('sha256')
    .update(readFileSync(answerFile(exercise)))
    .digest('hex');
  updateProgress(({ passed }) => {
    passed[exercise.id] = hash;
  });
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
