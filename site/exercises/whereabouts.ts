/** Where an exercise and its solution stand: the chapter, and its other exercises. */
import type { Chapter, Exercise } from '../../course/catalogue.ts';
import { heading, shortName } from '../../course/contents.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import { chapterNeighbour, neighboursIn } from '../page/neighbours.ts';
import type { Page } from '../page/page.ts';

/** The column beside an exercise or its solution, on the page at `path`. */
export function exerciseWhereaboutsHtml(
  chapters: readonly Chapter[],
  exercise: Exercise,
  path: string,
): Html {
  const chapter = chapterOf(chapters, exercise);
  const here = chapter.exercises.indexOf(exercise);
  return html`<nav class="plot" aria-label="The exercises of ${chapter.number}"><p class="part"><a href="${addressFrom(path, `chapters/${chapter.id}/`)}">${heading(chapter)}</a></p>
<ol>${chapter.exercises.map((other, index) => {
    const address = addressFrom(path, `exercises/${other.id}/`);
    const isHere = index === here;
    return html`<li${index < here && html` class="before"`}><a href="${address}"${isHere && html` aria-current="true"`} title="${nameOf(other)}" aria-label="Exercise ${nameOf(other)}">${shortName(other)}</a></li>`;
  })}</ol></nav>`;
}

/** The way on from an exercise: within its chapter, and from the last one to the next chapter. */
export function exerciseNeighbours(
  chapters: readonly Chapter[],
  exercise: Exercise,
): Pick<Page, 'previous' | 'next'> {
  const chapter = chapterOf(chapters, exercise);
  const nextChapter = chapters[chapters.indexOf(chapter) + 1];
  const pages = [
    chapterNeighbour(chapter),
    ...chapter.exercises.map(exerciseNeighbour),
    ...(nextChapter ? [chapterNeighbour(nextChapter)] : []),
  ];
  return neighboursIn(pages, exerciseNeighbour(exercise).path);
}

function chapterOf(chapters: readonly Chapter[], exercise: Exercise): Chapter {
  const chapter = chapters.find(({ exercises }) => exercises.includes(exercise));
  if (chapter === undefined) throw new Error(`No chapter has ${exercise.id}.`);
  return chapter;
}

function exerciseNeighbour(exercise: Exercise) {
  return { path: `exercises/${exercise.id}/`, title: nameOf(exercise) };
}

function nameOf(exercise: Exercise): string {
  return `${shortName(exercise)} · ${exercise.title}`;
}
