/** The lab: the programs that it can run, and room for the one that the reader opens. */
import { heading } from '../../course/contents.ts';
import type { Assets } from '../assets/assets.ts';
import type { LabProgram } from '../client/lab/program/lab-data.ts';
import { type LabChapter, labChapters, labData } from '../lab/programs.ts';
import { addressFrom } from '../page/addresses.ts';
import { hashedFile } from '../page/hashed-name.ts';
import { type Html, html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import type { Site } from './site.ts';

const path = 'lab/';

/** The page of the lab, which names two of the scripts. */
export function labPage({ root, chapters, lab }: Site, assets: Assets): Page {
  const shown = labChapters(root, chapters);
  const programs = hashedFile(
    'assets/lab-programs',
    'json',
    JSON.stringify(labData(root, shown)),
  );
  const at = (file: string) => addressFrom(path, file);
  return {
    path,
    kind: 'lab',
    title: 'Lab',
    description:
      'Run the programs of the course in the browser, on a kernel that is simulated.',
    main: html`<article class="lab-page">
<h1>Lab</h1>
<p>Here the programs of chapters 03, 05 and 07 run in your browser, and so does whatever you make of them. The kernel below them is
<a href="${at('chapters/b-a-kernel-you-can-pause/')}">the simulated one</a>: time is virtual, buffers are as small as you like, and you decide
what goes wrong.</p>
<noscript><p>This needs JavaScript, which is switched off. The same runs in your terminal: each program below has its command.</p></noscript>
<div id="lab" class="wide" hidden
 data-programs="${at(programs.path)}"
 data-runner="${at(assets.labRunner)}"
 data-compiler="${at(assets.labCompiler)}"
 data-typescript="${at(lab.typescript.path)}"
 data-typescript-bytes="${lab.typescriptBytes}"
 data-declarations="${at(lab.declarations.path)}"></div>
${shown.map(chapterHtml)}
</article>`,
    headings: [],
    files: [programs, lab.typescript, lab.declarations],
  };
}

function chapterHtml({ chapter, programs }: LabChapter): Html {
  const address = addressFrom(path, `chapters/${chapter.id}/`);
  return html`<h2 id="${chapter.id}"><a href="${address}">${heading(chapter)}</a></h2>
<ul class="lab-programs" role="list">${programs.map(programHtml)}</ul>`;
}

function programHtml({ id, name, summary }: LabProgram): Html {
  const [number] = id.split('/');
  return html`<li id="${id}"><a class="lab-program" href="#${id}"><code>${name}</code></a>
<span>${summary}</span>
<code class="lab-command">npx course run ${number} ${name} --sim</code></li>`;
}
