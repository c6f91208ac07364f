/**
 * Hints as lines for the terminal, and the count of those that a reader has taken.
 */
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import { readProgress, updateProgress } from '../progress.ts';
import { paragraphs } from '../text/paragraphs.ts';
import { readHints } from './hints.ts';

/** How many hints of the exercise the reader has seen. */
export function hintsTaken(exercise: Exercise): number {
  return readProgress().hints[exercise.key] ?? 0;
}

/** Takes one hint more, if there is one, and remembers it. Answers how many that makes. */
export function takeHint(exercise: Exercise): number {
  const most = readHints(exercise.folder).length;
  const taken = Math.min(hintsTaken(exercise) + 1, most);
  updateProgress((progress) => {
    progress.hints[exercise.key] = taken;
  });
  return taken;
}

/** The first hints of the exercise, as many as were `taken`: headings, and paragraphs unbroken. */
export function hintLines(exercise: Exercise, taken: number): string[] {
  const hints = readHints(exercise.folder);
  return [
    colours.bold(`${shortName(exercise)} · ${exercise.title}`),
    ...hints
      .slice(0, taken)
      .flatMap(({ heading, text }, index) => [
        '',
        colours.bold(`Hint ${index + 1} of ${hints.length} · ${heading}`),
        ...paragraphs(text),
      ]),
  ];
}
