/**
 * Answers that were left behind: when an exercise's folder is renamed or gets another number, `git
 * pull` moves what it knows, and leaves the learner's file, which it does not know, in a folder
 * where nobody would look for it.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Exercise } from '../catalogue.ts';

/**
 * The absolute path of an answer to the exercise in a folder that the exercise has left; undefined
 * if there is none. `home` is the id under which the answer was made, if anybody remembers.
 */
export function strandedAnswer(
  { id, key, slug, folder }: Exercise,
  home: string | undefined,
): string | undefined {
  const exercises = resolve(folder, '..', '..');
  const remembered = home === undefined || home === id ? [] : [join(exercises, home)];
  const found = [...remembered, ...abandonedFolders(exercises, [key, slug])]
    .map((place) => join(place, 'answer.ts'))
    .filter((file) => existsSync(file));
  // Where it was made, if that is known; else the one that was worked on last.
  const [first] = found;
  if (first !== undefined && remembered.some((place) => first.startsWith(place)))
    return first;
  return found.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
}

/** The folders called `2-slug`, for any of the slugs, in which no exercise is any more. */
function abandonedFolders(exercises: string, slugs: readonly string[]): string[] {
  return readdirSync(exercises, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: chapter }) =>
      readdirSync(join(exercises, chapter)).map((name) => ({
        slug: name.replace(/^\d+-/, ''),
        place: join(exercises, chapter, name),
      })),
    )
    .filter(
      ({ slug, place }) =>
        slugs.includes(slug) && !existsSync(join(place, 'exercise.yaml')),
    )
    .map(({ place }) => place);
}
