/**
 * The command line of the gates: `npm run -s gates [EXERCISE…]`.
 *
 * Exit code 0: every gate is passed. 1: one is not; the line names the exercise, the file, and what
 * to do. 2: there is no such exercise.
 */
import { FAILED, MISUSED } from '../../lib/program/exit-codes.ts';
import { chapters, type Exercise, findExercise } from '../catalogue.ts';
import { UsageError } from '../usage-error.ts';
import { compileProblems } from './compile-problems.ts';
import { gateProblems } from './gates.ts';

void main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<void> {
  try {
    const exercises = chosen(names);
    const compiled = compileProblems(exercises);
    const results = await Promise.all(
      exercises.map(async (exercise) => {
        const problems = await gateProblems(exercise);
        print([`${problems.length === 0 ? '✓' : '✗'} ${exercise.id}`, ...problems]);
        return problems;
      }),
    );
    const notCompiled = await compiled;
    print(notCompiled);
    if (results.flat().length + notCompiled.length > 0) process.exitCode = FAILED;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = MISUSED;
  }
}

/** The exercises of these names; all, if there are none. Throws UsageError. */
function chosen(names: readonly string[]): Exercise[] {
  return names.length === 0
    ? chapters().flatMap(({ exercises }) => exercises)
    : names.map((name) => findExercise(name));
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
