/**
 * Whether each exercise and each quiz can be done with what has been taught.
 *
 * A chapter says in `teaches` which names it introduces, an exercise in `needs` which chapters its
 * reader has read. What is taught in no such chapter, nor before one, must not be needed: not in the
 * task, the starter, the hints, the messages of the checks and the diagnoses, nor in the solution.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isAppendix } from '../appendix.ts';
import { type Chapter, chapters, type Exercise, root } from '../catalogue.ts';
import {
  type Passage,
  passagesOfMarkdown,
  passagesOfTypeScript,
  usesOf,
} from './used-names.ts';

/** All that is amiss, a line each: `exercises/…/README.md:7: what, and what to do`. */
export function prerequisiteProblems(at: string = root): string[] {
  const all = chapters(at);
  return [
    ...all.flatMap((chapter) => untaught(chapter, 'chapter.yaml', at)),
    ...all.flatMap(({ exercises }) =>
      exercises.flatMap((exercise) => untaught(exercise, 'exercise.yaml', at)),
    ),
    ...all.flatMap((chapter) =>
      forwardUses(quizPassages(chapter), taughtIn(knownAt(chapter, all)), all, at),
    ),
    ...all.flatMap((chapter) =>
      chapter.exercises.flatMap((exercise) =>
        exerciseProblems(exercise, chapter, all, at),
      ),
    ),
  ];
}

/** A name that a chapter or an exercise claims to teach must stand in it. */
function untaught(
  { folder, teaches }: Chapter | Exercise,
  yaml: string,
  at: string,
): string[] {
  const readme = join(folder, 'README.md');
  const passages = existsSync(readme)
    ? passagesOfMarkdown(readFileSync(readme, 'utf8'))
    : [];
  return teaches
    .filter((name) => !passages.some((passage) => usesOf(name, passage).length > 0))
    .map(
      (name) =>
        `${relative(at, join(folder, yaml))}: teaches holds ${name}, which README.md ` +
        'does not mention. Leave it out, or explain it there.',
    );
}

function exerciseProblems(
  exercise: Exercise,
  chapter: Chapter,
  all: readonly Chapter[],
  at: string,
): string[] {
  const yaml = relative(at, join(exercise.folder, 'exercise.yaml'));
  const numbers = all.map(({ number }) => number);
  for (const need of exercise.needs) {
    if (!numbers.includes(need)) {
      return [`${yaml}: needs holds "${need}". Choose from ${numbers.join(', ')}.`];
    }
    if (!isAppendix(need) && !isAppendix(chapter.number) && need > chapter.number) {
      return [
        `${yaml}: needs holds "${need}", a later chapter than its own. Move the exercise there.`,
      ];
    }
  }
  const known = all.filter(({ number }) =>
    [...exercise.needs, chapter.number].some((need) => isKnownBy(number, need)),
  );
  const taught = [...taughtIn(known), ...exercise.teaches];
  return forwardUses(exercisePassages(exercise), taught, all, at);
}

/** The chapters that the reader of a quiz has read: an appendix is for readers of any chapter. */
function knownAt(chapter: Chapter, all: readonly Chapter[]): Chapter[] {
  return all.filter(
    (other) =>
      other === chapter ||
      (!isAppendix(other.number) &&
        (isAppendix(chapter.number) || other.number < chapter.number)),
  );
}

/** Whether somebody who has read chapter `need` has read `number`, too. */
function isKnownBy(number: string, need: string): boolean {
  return number === need || (!isAppendix(number) && !isAppendix(need) && number < need);
}

function taughtIn(known: readonly Chapter[]): string[] {
  return known.flatMap(({ teaches }) => teaches);
}

interface Source {
  readonly file: string;
  readonly passages: readonly Passage[];
}

/** The names used in the sources that some chapter teaches, and that are not among the `known`. */
function forwardUses(
  sources: readonly Source[],
  known: readonly string[],
  all: readonly Chapter[],
  at: string,
): string[] {
  const strange = all.flatMap((chapter) =>
    chapter.teaches
      .filter((name) => !known.includes(name))
      .map((name) => ({ name, chapter })),
  );
  return sources.flatMap(({ file, passages }) =>
    passages.flatMap((passage) =>
      strange.flatMap(({ name, chapter }) =>
        isPointer(passage, chapter)
          ? []
          : usesOf(name, passage).map(
              ({ line }) =>
                `${relative(at, file)}:${line}: ${name} is taught in ${chapter.id}, which is neither ` +
                'in needs nor before it. Do without it, name that chapter beside it, or need it.',
            ),
      ),
    ),
  );
}

/** Whether the passage names the chapter, and so only points ahead to it. */
function isPointer({ kind, text }: Passage, { number, id, title }: Chapter): boolean {
  if (kind === 'code') return false;
  const names = new RegExp(`\\b(chapter|appendix) ${number}\\b`, 'i');
  return (
    names.test(text) || text.includes(`chapters/${id}`) || text.includes(`/${title}`)
  );
}

/** All that the learner meets, in the order in which they do. */
function exercisePassages({ folder, solution }: Exercise): Source[] {
  const mistakes = join(folder, 'mistakes');
  const diagnoses = existsSync(mistakes)
    ? readdirSync(mistakes)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(mistakes, name))
    : [];
  return [
    markdown(join(folder, 'README.md')),
    typeScript(join(folder, 'starter.ts'), ['code', 'comment', 'string']),
    markdown(join(folder, 'hints.md')),
    ...checkFiles(folder).map((file) => typeScript(file, ['string'])),
    ...diagnoses.map(diagnosis),
    typeScript(join(solution, 'reference.ts'), ['code', 'comment', 'string']),
    markdown(join(solution, 'README.md')),
  ];
}

/** `checks.ts`, and what stands beside it for its use. */
function checkFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^(?!starter\.|answer\.|.*\.test\.).*\.ts$/.test(name))
    .map((name) => join(folder, name));
}

function markdown(file: string): Source {
  return {
    file,
    passages: existsSync(file) ? passagesOfMarkdown(readFileSync(file, 'utf8')) : [],
  };
}

function typeScript(
  file: string,
  kinds: readonly ('code' | 'comment' | 'string')[],
): Source {
  const passages = existsSync(file)
    ? passagesOfTypeScript(readFileSync(file, 'utf8'), kinds)
    : [];
  return { file, passages };
}

/** Of a mistake the learner gets to see its diagnosis. */
function diagnosis(file: string): Source {
  const { passages } = typeScript(file, ['comment']);
  return { file, passages: passages.filter(({ text }) => text.includes('@diagnosis')) };
}

/** The questions and options of a quiz. The patterns that its answers are found by are no text. */
function quizPassages({ folder }: Chapter): Source[] {
  const file = join(folder, 'quiz.yaml');
  if (!existsSync(file)) return [];
  const passages = readFileSync(file, 'utf8')
    .split('\n')
    .map((text, index): Passage => ({ line: index + 1, text, kind: 'prose' }))
    .filter(({ text }) => !/^\s*-?\s*(id|run|when|unless):/.test(text));
  return [{ file, passages }];
}
