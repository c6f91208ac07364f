/**
 * The pages that a key calls up.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { shortName } from '../contents.ts';
import { differenceLines } from '../exercises/difference.ts';
import { hintLines, hintsTaken, takeHint } from '../exercises/hint-lines.ts';
import { readHints } from '../exercises/hints.ts';
import { solutionLines } from '../exercises/solution.ts';
import { paragraphs } from '../text/paragraphs.ts';
import { keys } from './keys.ts';
import type { Page } from './state.ts';

type TextPage = Extract<Page, { kind: 'text' }>;

/** The hints taken so far; one more if `more` is asked for, or none was taken yet. */
export function hintPage(exercise: Exercise, more: boolean): TextPage {
  const before = hintsTaken(exercise);
  const taken = more || before === 0 ? takeHint(exercise) : before;
  const left = readHints(exercise.folder).length - taken;
  const [, , ...lines] = hintLines(exercise, taken);
  return {
    kind: 'text',
    title: `Hints for ${shortName(exercise)}`,
    style: 'prose',
    isHints: true,
    lines: [
      ...lines,
      '',
      left > 0
        ? `${left} more: h again. Esc leads back.`
        : 'That was the last. s shows the solution. Esc leads back.',
    ],
  };
}

/** What the exercise asks for: its README. */
export function taskPage(exercise: Exercise): TextPage {
  const text = readFileSync(join(exercise.folder, 'README.md'), 'utf8');
  return {
    kind: 'text',
    title: 'The task (Esc leads back)',
    style: 'prose',
    lines: paragraphs(text),
  };
}

/** The reference. */
export function solutionPage(exercise: Exercise): TextPage {
  return {
    kind: 'text',
    title: 'The solution (Esc leads back)',
    style: 'code',
    lines: solutionLines(exercise),
  };
}

/** What turns the answer into the reference. */
export function differencePage(exercise: Exercise): TextPage {
  return {
    kind: 'text',
    title: '- your answer, + the reference (Esc leads back)',
    style: 'difference',
    lines: differenceLines(exercise),
  };
}

/** What the keys do, and where everything else is. */
export function keysPage(exercise: Exercise): TextPage {
  const short = shortName(exercise);
  return {
    kind: 'text',
    title: 'Keys',
    style: 'code',
    lines: [
      ...keys.map(({ key, help }) => `${key}    ${help}`),
      'Esc  back to the result',
      'Up, Down, Space, PgUp, PgDn, Home, End: scroll',
      '',
      'The same without this screen:',
      `npx course check ${short}, hint ${short}, solution ${short}, diff ${short}, reset ${short}, list`,
    ],
  };
}
