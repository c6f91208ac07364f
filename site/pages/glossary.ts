/** The glossary: the terms in the chapters' own words, and the names that they use. */

import { apiAddress } from '../api/api-addresses.ts';
import { docstringLine } from '../api/docstring-html.ts';
import type { ShownDefinition } from '../client/shown-definition.ts';
import { type Definition, GLOSSARY } from '../glossary/definitions.ts';
import { errorNames } from '../glossary/error-names.ts';
import { firstSentence } from '../listings/types/first-sentence.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, trusted } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { sectionAddress } from '../reading/reading.ts';
import type { Site } from './site.ts';

/** The page of the glossary, and the file from which definitions are shown on other pages. */
export function glossaryPage(site: Site): Page {
  const { definitions, sections, names, api } = site.reference;
  const terms = [...definitions].sort((one, other) =>
    one.term.localeCompare(other.term, 'en'),
  );
  const constants = api
    .flatMap(({ exports }) => exports)
    .filter(({ values }) => values !== undefined)
    .filter(({ name }) => sections.some(({ capitals }) => capitals.includes(name)));
  return {
    path: GLOSSARY,
    kind: 'reference',
    title: 'Glossary',
    description: 'The terms of the course, each in the sentence that defines it.',
    main: html`<article class="api glossary"><h1>Glossary</h1>
<p>Each term in the sentence that defines it, and the chapter where that stands. Below them are the names that come from the manual: <a href="#calls">calls</a>, <a href="#errors">errors</a>, <a href="#constants">constants</a>.</p>
<h2 id="terms">Terms</h2>
<dl class="terms">${terms.map((each) => termHtml(site, each))}</dl>
<h2 id="calls">System calls</h2>
<dl class="terms names">${names.systemCalls().map(
      ({
        name,
        text,
      }) => html`<dt><a href="${addressFrom(GLOSSARY, `calls/#${name}`)}"><code>${name}</code></a></dt>
<dd>${docstringLine(names, GLOSSARY, text, `Kernel.${name}`)}</dd>\n`,
    )}</dl>
<h2 id="errors">Errors</h2>
<dl class="terms names">${errorNames(sections).map(
      ({
        name,
        text,
        linux,
        darwin,
        section,
      }) => html`<dt id="${name}"><code>${name}</code></dt>
<dd>${text}: ${linux === darwin ? linux : html`${linux} on Linux, ${darwin} on macOS`}. First in <a href="${addressFrom(GLOSSARY, sectionAddress(section))}">${section.title}</a>.</dd>\n`,
    )}</dl>
<h2 id="constants">Constants</h2>
<dl class="terms names">${constants.map(
      ({
        name,
        text,
        door,
      }) => html`<dt><a href="${addressFrom(GLOSSARY, apiAddress(door, name))}"><code>${name}</code></a></dt>
<dd>${docstringLine(names, GLOSSARY, firstSentence(text), name)}</dd>\n`,
    )}</dl></article>`,
    headings: ['Terms', 'System calls', 'Errors', 'Constants'].map((title) => ({
      level: 2,
      id: title === 'System calls' ? 'calls' : title.toLowerCase(),
      text: html`${title}`,
    })),
    files: [{ path: `${GLOSSARY}definitions.json`, content: definitionsJson(site) }],
  };
}

function termHtml(site: Site, definition: Definition): Html {
  const { term, id, sentence, chapter, path } = definition;
  const title = site.reference.titles.get(`chapters/${chapter}/`);
  return html`<dt id="${id}">${term}</dt>
<dd>${sentenceHtml(site, sentence)} <a class="defined-in" href="${addressFrom(GLOSSARY, path)}">${title}</a></dd>\n`;
}

/** A sentence as HTML, without links: those of its chapter lead elsewhere from here. */
function sentenceHtml({ reference }: Site, sentence: string): Html {
  const bare = sentence.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/:$/, '.');
  return docstringLine(reference.names, GLOSSARY, bare);
}

function definitionsJson(site: Site): string {
  const { definitions, titles } = site.reference;
  const shown = definitions.map(
    ({ id, sentence, chapter, path }): [string, ShownDefinition] => [
      id,
      {
        html: withoutLinks(sentenceHtml(site, sentence)).text,
        from: titles.get(`chapters/${chapter}/`) ?? chapter,
        address: addressFrom(GLOSSARY, path),
      },
    ],
  );
  return JSON.stringify(Object.fromEntries(shown));
}

function withoutLinks({ text }: Html): Html {
  return trusted(text.replace(/<\/?a\b[^>]*>/g, ''));
}
