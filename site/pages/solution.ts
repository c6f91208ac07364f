/** A solution's page: the reference and why it is so. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../../course/catalogue.ts';
import { shortName } from '../../course/contents.ts';
import { exerciseNeighbours, exerciseWhereaboutsHtml } from '../exercises/whereabouts.ts';
import { renderProse } from '../markdown/prose.ts';
import { addressFrom } from '../page/addresses.ts';
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import type { Site } from './site.ts';

/** The page of an exercise's solution, which is in no index. Throws `SiteFault`. */
export function solutionPage(site: Site, exercise: Exercise): Page {
  const path = `solutions/${exercise.id}/`;
  const file = join(relative(site.root, exercise.solution), 'README.md');
  const text = readFileSync(join(site.root, file), 'utf8');
  const { html: why, headings } = renderProse(site, { file, text, page: path });
  const { next } = exerciseNeighbours(site.chapters, exercise);
  const name = `${shortName(exercise)} · ${exercise.title}`;
  return {
    path,
    kind: 'solution',
    title: `Solution of ${name}`,
    description: `One solution of the exercise ${exercise.title}, and why it is so.`,
    main: html`<article>
${why}
<p class="back"><a href="${addressFrom(path, `exercises/${exercise.id}/`)}">Back to the exercise ${name}</a></p>
</article>`,
    headings: headings.filter(({ level }) => level === 2),
    source: file,
    isUnlisted: true,
    whereabouts: exerciseWhereaboutsHtml(site.chapters, exercise, path),
    ...(next && { next }),
  };
}
