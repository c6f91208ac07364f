/** An exercise's page: the task, the starter, how to begin, hints, and the way to the solution. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../../course/catalogue.ts';
import { shortName } from '../../course/contents.ts';
import { hintsHtml } from '../exercises/hints.ts';
import { profileHtml } from '../exercises/profile.ts';
import { exerciseNeighbours, exerciseWhereaboutsHtml } from '../exercises/whereabouts.ts';
import { listingHtml } from '../listings/listing.ts';
import { renderProse } from '../markdown/prose.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, trusted } from '../page/markup.ts';
import type { Heading, Page } from '../page/page.ts';
import type { Site } from './site.ts';

/** The page of an exercise. Throws `SiteFault`. */
export function exercisePage(site: Site, exercise: Exercise): Page {
  const path = `exercises/${exercise.id}/`;
  const file = join(relative(site.root, exercise.folder), 'README.md');
  const text = readFileSync(join(site.root, file), 'utf8');
  const task = renderProse(site, { file, text, page: path });
  const [title, rest] = cutAfterTitle(task.html);
  const name = shortName(exercise);
  return {
    path,
    kind: 'exercise',
    title: `${name} · ${exercise.title}`,
    description: `${exercise.title}: an exercise of about ${exercise.minutes} minutes.`,
    main: html`<article>
${title}
${profileHtml(site.chapters, exercise, path)}
${rest}
<h2 id="begin">Begin</h2>
${beginHtml(site, exercise, { file, page: path })}
<h2 id="hints">Hints</h2>
${hintsHtml(site, exercise, path)}
<h2 id="solution">Solution</h2>
${solutionDoorHtml(exercise, path)}
</article>`,
    headings: [...task.headings.filter(({ level }) => level === 2), ...sections],
    source: file,
    whereabouts: exerciseWhereaboutsHtml(site.chapters, exercise, path),
    ...exerciseNeighbours(site.chapters, exercise),
  };
}

const sections: readonly Heading[] = ['Begin', 'Hints', 'Solution'].map((name) => ({
  level: 2,
  id: name.toLowerCase(),
  text: html`${name}`,
}));

function beginHtml(
  site: Site,
  exercise: Exercise,
  source: { file: string; page: string },
): Html {
  const { file: text, page } = source;
  const starter = listingHtml(site.listings, {
    text,
    page,
    info: 'ts file=starter.ts',
    line: 1,
  });
  const name = shortName(exercise);
  return html`<p><code class="whole">npx course watch ${name}</code> copies the starter to <code>exercises/${exercise.id}/answer.ts</code>, which is yours, and checks it whenever you save.
Without a terminal to draw on, <code class="whole">npx course check ${name}</code> checks it once.</p>
${starter}`;
}

/** The solution lies behind two deliberate steps: to unfold this, and to follow the link. */
function solutionDoorHtml({ id, chapter, number }: Exercise, page: string): Html {
  const name = `${chapter.split('-', 1)[0]}/${number}`;
  return html`<details class="guard">
<summary>Show the solution</summary>
<p>Have you passed, or had all hints? A solution that you have read is one that you will not find.
In the terminal <code>npx course solution ${name}</code> shows it once you have passed.</p>
<p><a href="${addressFrom(page, `solutions/${id}/`)}">Yes, show me the solution</a></p>
</details>`;
}

/** A text's first heading, and what comes after it. */
function cutAfterTitle({ text }: Html): [title: Html, rest: Html] {
  const end = text.indexOf('</h1>') + '</h1>'.length;
  return [trusted(text.slice(0, end)), trusted(text.slice(end))];
}
