/** The instructor's page of a workshop, as `npx course workshop` prints it. */

import { workshopPage as workshopText } from '../../course/workshop/page.ts';
import { planWorkshop } from '../../course/workshop/plan.ts';
import { renderProse } from '../markdown/prose.ts';
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import type { Site } from './site.ts';

const MINUTES = 210;
const START_MINUTES = 9 * 60;

/** The page. It tells the quizzes' answers, so it is in no index. Throws `SiteFault`. */
export function workshopPage(site: Site): Page {
  const path = 'workshop/';
  const plan = planWorkshop(site.chapters, MINUTES);
  const text = workshopText(plan, START_MINUTES, MINUTES)
    .replace(/`(exercises\/[\w/-]+\/README\.md)`/g, '[`$1`]($1)')
    // When it is, and for how long, is told apart from what it is.
    .replace(
      /^(#+ )(\d\d:\d\d)( .*) \((\d+ min)\)$/gm,
      '$1<time>$2</time>$3 <small>$4</small>',
    );
  const { html: body, headings } = renderProse(site, {
    // Its links are the repository's, as in a file that lies at the root.
    file: 'workshop.md',
    text,
    page: path,
  });
  return {
    path,
    kind: 'text',
    title: 'A workshop',
    description: 'Half a day with a room of people: what to say, run and ask, and when.',
    main: html`<article>
${body}
<p>This is what <code>npx course workshop</code> prints. Other times and lengths: <code>npx course workshop --start 13:30 --minutes 150</code>.</p>
</article>`,
    headings: headings.filter(({ level }) => level === 2),
    isUnlisted: true,
  };
}
