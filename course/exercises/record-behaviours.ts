/**
 * Records how each known mistake behaves, by running it: `course refresh`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { chapters, type Exercise } from '../catalogue.ts';
import { behaviourOf } from './behaviour.ts';
import { thorough } from './judge-job.ts';
import { judgeJobs } from './judge-jobs.ts';
import { behaviourFile, mistakesOf } from './mistakes.ts';
import { Slots } from './slots.ts';

/** As many exercises at once as the machine has processors. */
const judges = new Slots(availableParallelism());

/** Records the mistakes of these exercises. Answers the files that it had to change. */
export async function recordBehaviours(
  exercises: readonly Exercise[] = chapters().flatMap((chapter) => chapter.exercises),
): Promise<string[]> {
  const files = await Promise.all(
    exercises.map((exercise) => judges.use(() => recordMistakes(exercise))),
  );
  return files.filter((file) => file !== undefined);
}

/** Judges each mistake once. Answers the exercise's file if it has changed. */
async function recordMistakes({ folder }: Exercise): Promise<string | undefined> {
  const mistakes = mistakesOf(folder);
  if (mistakes.length === 0) return undefined;
  const reports = await judgeJobs(
    folder,
    mistakes.map(({ file: answerFile }) => ({ ...thorough, answerFile, isRead: false })),
  );
  const behaviours = mistakes.map(({ name }, index) => {
    const report = reports[index];
    return [name, report === undefined ? [] : behaviourOf(report)];
  });
  const text = `${JSON.stringify(Object.fromEntries(behaviours), null, 2)}\n`;
  const file = behaviourFile(folder);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return undefined;
  writeFileSync(file, text);
  return file;
}
