/**
 * `course check [EXERCISE]`: runs an exercise's checks on what the reader has written.
 */
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { Exercise } from '../catalogue.ts';
import { answerFile, ensureAnswer, isUntouched } from '../exercises/answer-file.ts';
import { chosenExercise } from '../exercises/chosen-exercise.ts';
import { conclusionLines, resultLines, titleLines } from '../exercises/format-report.ts';
import { judgeAnswer } from '../exercises/judge-answer.ts';
import { markPassed } from '../exercises/mark-passed.ts';
import { type Mistake, recognise } from '../exercises/mistakes.ts';
import type { Report } from '../exercises/report.ts';

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
    if (json) printObject({ exercise: null, checks: [], passed: true });
    else print(['You have passed every exercise.']);
    return;
  }
  const report = json ? await checkForScripts(exercise) : await checkForReaders(exercise);
  if (report.passed) markPassed(exercise);
  else process.exitCode = 1;
}

async function checkForReaders(exercise: Exercise): Promise<Report> {
  const isNew = ensureAnswer(exercise);
  print(titleLines(exercise));
  const report = await judgeAnswer(exercise.folder, answerFile(exercise), {
    onResult: (result) => print(resultLines(result)),
  });
  print(conclusionLines(exercise, report, mistakeIn(exercise, report)));
  if (isNew || isUntouched(exercise)) print(beginning(exercise));
  return report;
}

async function checkForScripts(exercise: Exercise): Promise<Report> {
  ensureAnswer(exercise);
  const report = await judgeAnswer(exercise.folder, answerFile(exercise));
  const mistake = mistakeIn(exercise, report);
  const known = mistake && { name: mistake.name, diagnosis: mistake.diagnosis };
  printObject({ exercise: exercise.id, ...report, mistake: known });
  return report;
}

/** The known mistake that an answer behaves like. The starter makes none: nobody has written it. */
function mistakeIn(exercise: Exercise, report: Report): Mistake | undefined {
  return isUntouched(exercise) ? undefined : recognise(exercise.folder, report);
}

/** Where to begin, for somebody whose file is still the starter. */
function beginning(exercise: Exercise): string[] {
  const fromHere = (file: string) => relative(process.cwd(), file);
  return [
    `This is still the starter. Write in ${fromHere(answerFile(exercise))}`,
    `The task is in ${fromHere(join(exercise.folder, 'README.md'))}`,
  ];
}

/** What `--json` prints: always an exercise, its checks, and whether it is passed. */
function printObject(
  result: Report & { exercise: string | null; mistake?: unknown },
): void {
  print([JSON.stringify(result, null, 2)]);
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
