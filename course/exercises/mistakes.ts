/**
 * The known mistakes of an exercise: wrong answers that people give, each a file in `mistakes/`
 * with the diagnosis for whoever makes it again, and the behaviours by which they are recognised,
 * recorded in `mistakes/behaviour.json`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Behaviour, behaviourOf, sameBehaviour } from './behaviour.ts';
import type { Report } from './report.ts';

/** A known mistake. */
export interface Mistake {
  /** Its file's name without `.ts`. */
  readonly name: string;
  /** The absolute path. */
  readonly file: string;
  /** A sentence or two for the learner, in one line. */
  readonly diagnosis: string;
}

/** The mistakes of the exercise in `folder`, by name. Throws Error for one without diagnosis. */
export function mistakesOf(folder: string): Mistake[] {
  const mistakes = join(folder, 'mistakes');
  if (!existsSync(mistakes)) return [];
  return readdirSync(mistakes)
    .filter((entry) => entry.endsWith('.ts'))
    .sort()
    .map((entry) => {
      const file = join(mistakes, entry);
      return { name: entry.slice(0, -'.ts'.length), file, diagnosis: diagnosisIn(file) };
    });
}

/** Where the behaviours of the exercise in `folder` are recorded. */
export function behaviourFile(folder: string): string {
  return join(folder, 'mistakes', 'behaviour.json');
}

/** The recorded behaviours, by the mistakes' names; none if there is no record. */
export function recordedBehaviours(folder: string): Record<string, Behaviour> {
  const file = behaviourFile(folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** The known mistake that a failed answer behaves like, if there is one. */
export function recognise(folder: string, report: Report): Mistake | undefined {
  const behaviour = behaviourOf(report);
  if (behaviour.length === 0) return undefined;
  const recorded = recordedBehaviours(folder);
  return mistakesOf(folder).find(({ name }) => {
    const known = recorded[name];
    return known !== undefined && sameBehaviour(known, behaviour);
  });
}

/** The text after `@diagnosis` in the file's first comment, which ends with the comment. */
function diagnosisIn(file: string): string {
  const [comment = ''] =
    /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\n?\s*)+)/.exec(readFileSync(file, 'utf8')) ?? [];
  const text = comment
    .replace(/\*\/\s*$/, '')
    .replace(/^\s*(?:\/\*+|\*|\/\/)/gm, '')
    .split('@diagnosis')[1];
  const diagnosis = text?.replace(/\s+/g, ' ').trim();
  if (!diagnosis) {
    throw new Error(
      `${file}: the first comment must say what is wrong here and then, after @diagnosis, ` +
        'what to tell the learner',
    );
  }
  return diagnosis;
}
