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
import { commentaryLines, referenceLines } from '../exercises/solution.ts';
import { paragraphs } from '../text/paragraphs.ts';
import { withoutComments } from '../text/plain-markdown.ts';
import { keys } from './keys.ts';
import type { Page, TextPart } from './state.ts';

type TextPage = Extract<Page, { kind: 'text' }>;

/** The hints taken so far; one more if `more` is asked for, or none was taken yet. */
export function hintPage(exercise: Exercise, more: boolean): TextPage {
  const before = hintsTaken(exercise);
  const taken = more || before === 0 ? takeHint(exercise) : before;
  const left = readHints(exercise.folder).length - taken;
  const [, , ...hints] = hintLines(exercise, taken);
  const how =
    left > 0
      ? `${left} more: h again. Esc leads back.`
      : 'That was the last. s shows the solution. Esc leads back.';
  const parts = prose([...hints, '', how]);
  return {
    kind: 'text',
    title: `Hints for ${shortName(exercise)}`,
    isHints: true,
    parts,
  };
}

/** What the exercise asks for: its README. */
export function taskPage(exercise: Exercise): TextPage {
  const text = readFileSync(join(exercise.folder, 'README.md'), 'utf8');
  const parts = prose(paragraphs(withoutComments(text)));
  return { kind: 'text', title: 'The task (Esc leads back)', parts };
}

/** The reference, and why it is so. */
export function solutionPage(exercise: Exercise): TextPage {
  return {
    kind: 'text',
    title: 'The solution, and below it why it is so (Esc leads back)',
    parts: [
      { style: 'code', lines: [...referenceLines(exercise), ''] },
      ...prose(commentaryLines(exercise)),
    ],
  };
}

/** What turns the answer into the reference. */
export function differencePage(exercise: Exercise): TextPage {
  return {
    kind: 'text',
    title: '- your answer, + the reference (Esc leads back)',
    parts: [{ style: 'difference', lines: differenceLines(exercise) }],
  };
}

/** What the keys do, and where everything else is. */
export function keysPage(exercise: Exercise): TextPage {
  const short = shortName(exercise);
  const lines = [
    ...keys.map(({ key, help }) => `${key}    ${help}`),
    'Esc  back to the result',
    'Up, Down, Space, PgUp, PgDn, Home, End: scroll',
    '',
    'The same without this screen: npx course list, and with the name of the exercise',
    ...['check', 'hint', 'solution', 'diff', 'reset'].map(
      (command) => `     npx course ${command} ${short}`,
    ),
  ];
  return { kind: 'text', title: 'Keys', parts: [{ style: 'code', lines }] };
}

function prose(lines: readonly string[]): TextPart[] {
  return [{ style: 'prose', lines }];
}
