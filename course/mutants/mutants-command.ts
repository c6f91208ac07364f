/**
 * The command line of the mutation test: `npm run -s mutants [EXERCISE…]`, where a chapter stands
 * for its exercises. It shows how much the checks of the exercises see.
 *
 * Exit code 0: each survivor has its reason and, if all exercises are judged, enough are killed.
 * 1: not so, or a reason is given for what does not survive. 2: there is no such exercise.
 */
import { availableParallelism } from 'node:os';
import { FAILED, MISUSED } from '../../lib/program/exit-codes.ts';
import { chosenExercises } from '../exercises/chosen-exercise.ts';
import { Slots } from '../exercises/slots.ts';
import { UsageError } from '../usage-error.ts';
import { judgeMutants } from './judge-mutants.ts';
import {
  countsInWords,
  exerciseProblems,
  mutantLines,
  scoreProblems,
} from './mutants-report.ts';
import { readSurvivors } from './survivors.ts';

void main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<void> {
  try {
    const exercises = chosenExercises({ names, all: false, core: false });
    const known = readSurvivors();
    const judges = new Slots(availableParallelism());
    const all = await Promise.all(
      exercises.map(async (exercise) => {
        const judged = await judges.use(() => judgeMutants(exercise));
        print(mutantLines(judged, known));
        return judged;
      }),
    );
    // In one small exercise a single survivor may be a tenth.
    const tooFew = names.length === 0 ? scoreProblems(all) : [];
    const problems = [
      ...all.flatMap((judged) => exerciseProblems(judged, known)),
      ...tooFew,
    ];
    print(['', `In all: ${countsInWords(all)}`, ...problems]);
    if (problems.length > 0) process.exitCode = FAILED;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = MISUSED;
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
