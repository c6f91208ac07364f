/**
 * Records how each known mistake behaves, by running it: `course refresh`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { chapters, type Exercise } from '../catalogue.ts';
import { type Behaviour, behaviourOf } from './behaviour.ts';
import { judgeAnswer } from './judge-answer.ts';
import { behaviourFile, mistakesOf } from './mistakes.ts';
import { Slots } from './slots.ts';

/** No more judges than processors: slowness must not become a behaviour. */
const judges = new Slots(availableParallelism());

/** Records the mistakes of these exercises. Answers the files that it had to change. */
export async function recordBehaviours(
  exercises: readonly Exercise[] = chapters().flatMap((chapter) => chapter.exercises),
): Promise<string[]> {
  const changed: string[] = [];
  for (const { folder } of exercises) {
    const mistakes = mistakesOf(folder);
    if (mistakes.length === 0) continue;
    const behaviours: Record<string, Behaviour> = Object.fromEntries(
      await Promise.all(
        mistakes.map(({ name, file }) =>
          judges.use(async () => [name, behaviourOf(await judgeAnswer(folder, file))]),
        ),
      ),
    );
    const text = `${JSON.stringify(behaviours, null, 2)}\n`;
    const file = behaviourFile(folder);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    writeFileSync(file, text);
    changed.push(file);
  }
  return changed;
}
