/**
 * Recognises an endless loop that has been seen before. An answer that was caught in one mostly is
 * in the same one a moment later, at the next check; and somebody waits for the last of them.
 */
import { setTimeout } from 'node:timers/promises';
import type { JudgeProcess } from './judge-process.ts';
import { placeIn } from './place-in.ts';

/** It is looked at so many times. */
const looks = 3;
const betweenLooksMs = 30;
/** How long the watchdog may take to find out where the answer is. */
const stackWithinMs = 1_000;

/**
 * Whether the answer is, whenever one looks, at that place of its file, `answer.ts:12`, and in no
 * function that it calls from there: what it called might come back with something new. Of an
 * answer that is somewhere else, nothing is known by that; it runs on undisturbed.
 */
export async function isStillAt(
  place: string,
  judge: JudgeProcess,
  answerFile: string,
): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await setTimeout(betweenLooksMs);
    const [, innermost] = (await judge.stack(stackWithinMs)).split('\n');
    if (judge.hasNews || placeIn(answerFile, innermost) !== place) return false;
  }
  return true;
}
