/** The home page: what the reader will build, how to begin, and where they were. */
import { isAppendix } from '../../course/appendix.ts';
import { coverHtml } from '../cover/cover.ts';
import { readCoverRun } from '../cover/recorded-run.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { runToStep } from '../timelines/step-through.ts';
import { chapterMinutes } from './reading-time.ts';
import { readReadme } from './readme.ts';
import type { Site } from './site.ts';

const PATH = '';

/** The home page. Throws `SiteFault`. */
export function homePage(site: Site): Page {
  const readme = readReadme(site, PATH);
  const run = runToStep(site, 'README.md', 'three-clients', PATH);
  const part = site.chapters.filter(({ number }) => !isAppendix(number));
  const appendices = site.chapters.filter(({ number }) => isAppendix(number));
  const [first] = part;
  return {
    path: PATH,
    kind: 'home',
    title: 'Would Block: non-blocking I/O from the system call up',
    description:
      'A course in TypeScript that makes real system calls: from a program that sleeps in send() to an event loop that you have written.',
    main: html`<div class="home-page">
<header class="hero">
<h1>Would Block</h1>
<p class="tagline">Non-blocking I/O from the system call up, in TypeScript</p>
<div class="hero-text">${readme.inline('You have used `await`', 'You start with a program')}</div>
<div class="begin">
<p><a class="button" href="${addressFrom(PATH, `chapters/${first?.id}/`)}">Read chapter ${first?.number}</a> <span>or, in a copy of the repository:</span></p>
<pre tabindex="0" role="group" aria-label="Commands"><code>npm ci
npm start</code></pre>
<p class="go-on-home" data-hidden><a class="go-on-last button" href="${addressFrom(PATH, 'chapters/')}">the chapters</a></p>
</div>
</header>
<section aria-labelledby="run"><h2 id="run">Three programs, one task</h2>
<p>${readme.inline('Here are three programs', '<!-- timeline three-clients')}</p>
${coverHtml(readCoverRun(site.root))}
${run.button}
</section>
<section aria-labelledby="plot"><h2 id="plot">What you will find out</h2>
<p>${readme.inline('You start with a program', 'Here are three programs')}</p>
<p>Part I, <em>Waiting</em>, goes from a program that sleeps in every call to a loop that sleeps in one, for everybody. Each chapter ends on a defect, and the next one begins there.</p>
<ol class="questions">${part.map(questionHtml)}</ol>
<p>The appendices explain the library and its tests, line by line. No chapter needs them: from chapter 03 on, read whichever you like.</p>
<ol class="questions">${appendices.map(questionHtml)}</ol>
</section>
<section aria-labelledby="different"><h2 id="different">What is different here</h2>
<div class="reasons">${readme.blocks('- **The system calls are real.**', '## Start')}</div>
</section>
<section aria-labelledby="what-you-need"><h2 id="what-you-need">What you need</h2>
${readme.blocks('- **Node 20.19 or later**', '## When something fails')}
</section>
</div>`,
    headings: [],
    source: 'README.md',
    files: [run.file],
  };

  function questionHtml(chapter: (typeof site.chapters)[number]): Html {
    const { id, number, title, question } = chapter;
    return html`<li><a href="${addressFrom(PATH, `chapters/${id}/`)}"><span class="question-number">${number}</span>
<span class="question">${question}</span>
<span class="question-title">${title} <span class="question-minutes">${chapterMinutes(chapter)}</span></span></a></li>\n`;
  }
}
