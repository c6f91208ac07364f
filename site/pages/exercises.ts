/** The list of all exercises. */
import type { Chapter, Exercise } from '../../course/catalogue.ts';
import { heading, shortName } from '../../course/contents.ts';
import { difficultyHtml, kindOf } from '../exercises/profile.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import type { Site } from './site.ts';

const path = 'exercises/';

/** The page that lists them, chapter by chapter. */
export function exercisesPage({ chapters }: Site): Page {
  const withSome = chapters.filter(({ exercises }) => exercises.length > 0);
  const all = chapters.flatMap(({ exercises }) => exercises);
  const core = all.filter((exercise) => kindOf(exercise) === 'core');
  return {
    path,
    kind: 'text',
    title: 'Exercises',
    description: `${all.length} exercises, each with a starter, checks, hints and a solution.`,
    main: html`<article>
<h1>Exercises</h1>
<p>There are ${all.length}. The ${core.length} marked <em>core</em> are the way that everybody goes, in about ${hoursOf(core)}; the others are for whoever wants more.
Each has a starter, checks that say in words what went wrong, three hints, and a solution.
<code>npx course watch</code> opens the first that you have not passed.</p>
${withSome.map(chapterHtml)}
</article>`,
    headings: withSome.map((chapter) => ({
      level: 2,
      id: chapter.id,
      text: html`${heading(chapter)}`,
    })),
  };
}

function chapterHtml(chapter: Chapter): Html {
  return html`<h2 id="${chapter.id}"><a href="${addressFrom(path, `chapters/${chapter.id}/`)}">${heading(chapter)}</a></h2>
<ul class="exercise-list" role="list">${chapter.exercises.map(exerciseHtml)}</ul>`;
}

function exerciseHtml(exercise: Exercise): Html {
  return html`<li class="${kindOf(exercise)}"><span class="exercise-name">${shortName(exercise)}</span> <a href="${addressFrom(path, `exercises/${exercise.id}/`)}">${exercise.title}</a>
<span class="exercise-facts">${kindOf(exercise)}, ${exercise.minutes} minutes, ${difficultyHtml(exercise)}</span></li>`;
}

function hoursOf(exercises: readonly Exercise[]): string {
  const minutes = exercises.reduce((sum, exercise) => sum + exercise.minutes, 0);
  const halfHours = Math.round(minutes / 30);
  return `${Math.floor(halfHours / 2)}${halfHours % 2 === 1 ? '½' : ''} hours`;
}
