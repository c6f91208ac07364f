/** The pages of the library: an overview, a page for each door, and some for what is long. */

import { apiAddress, apiPage, type Door } from '../api/api-addresses.ts';
import type { ApiDoor, ApiExport } from '../api/api-model.ts';
import { constantsHtml } from '../api/constants-html.ts';
import { docstringHtml, docstringLine } from '../api/docstring-html.ts';
import { type ApiContext, exportHtml, titleOf } from '../api/export-html.ts';
import { firstSentence } from '../listings/types/first-sentence.ts';
import { addressFrom } from '../page/addresses.ts';
import { html } from '../page/markup.ts';
import type { Heading, Page } from '../page/page.ts';
import { apiContext } from './api-context.ts';
import type { Site } from './site.ts';

const overview = 'api/';

/** How a door is written in an import. */
function importOf(door: Door): string {
  return door === 'would-block' ? door : `would-block/${door}`;
}

/** All pages of the library. */
export function apiPages(site: Site): Page[] {
  const { api } = site.reference;
  return [overviewPage(site), ...api.flatMap((door) => doorPages(site, door))];
}

function overviewPage(site: Site): Page {
  const { api, names } = site.reference;
  return {
    path: overview,
    kind: 'reference',
    title: 'The library',
    description: 'All that the library of the course exports, door by door.',
    main: html`<article class="api"><h1>The library</h1>
<p>The chapters explain it line by line; these pages are for looking things up. It has ${api.length} doors.</p>
${api.map(({ door, text, exports }) => {
  const listed = groupsOf(exports.filter(({ values }) => values === undefined)).flatMap(
    ({ of }) => of,
  );
  return html`<h2 id="${door}"><a href="${addressFrom(overview, `api/${door}/`)}"><code>${importOf(door)}</code></a></h2>
${docstringHtml(names, overview, text)}
<dl class="api-list">${listed.map(
    (each) =>
      html`<dt><a href="${addressFrom(overview, apiAddress(door, each.name))}"><code>${titleOf(each)}</code></a></dt>
<dd>${docstringLine(names, overview, firstSentence(each.text), each.name)}</dd>\n`,
  )}${
    door === 'would-block' &&
    html`<dt><a href="${addressFrom(overview, constantsPath)}">Constants</a></dt><dd>The numbers that go into system calls, by their names in C.</dd>`
  }</dl>`;
})}</article>`,
    headings: api.map(({ door }) => ({
      level: 2,
      id: door,
      text: html`${importOf(door)}`,
    })),
  };
}

const constantsPath = apiPage('would-block', 'AF_INET');

/** The exports of a door by the page that describes them. */
function doorPages(site: Site, door: ApiDoor): Page[] {
  const byPage = new Map<string, ApiExport[]>([[`api/${door.door}/`, []]]);
  for (const each of door.exports) {
    const page = apiPage(door.door, each.name);
    byPage.set(page, [...(byPage.get(page) ?? []), each]);
  }
  return [...byPage].map(([path, exports]) => {
    const context = apiContext(site, path);
    if (path === `api/${door.door}/`) return doorPage(context, door, exports, byPage);
    if (path === constantsPath) return constantsPage(context, exports);
    return singlePage(context, exports);
  });
}

function doorPage(
  context: ApiContext,
  { door, text }: ApiDoor,
  exports: readonly ApiExport[],
  byPage: ReadonlyMap<string, readonly ApiExport[]>,
): Page {
  const { names, page } = context;
  const elsewhere = [...byPage].filter(
    ([path]) => path !== page && path !== constantsPath,
  );
  const groups = groupsOf(exports);
  return {
    path: page,
    kind: 'reference',
    title: importOf(door),
    description: firstSentence(text).replaceAll('`', ''),
    main: html`<article class="api"><h1><code>${importOf(door)}</code></h1>
${docstringHtml(names, page, text)}
${elsewhere.map(([path, [first]]) =>
  first === undefined
    ? ''
    : html`<p><a href="${addressFrom(page, path)}"><code>${first.name}</code></a>: ${docstringLine(names, page, firstSentence(first.text), first.name)}</p>`,
)}
${byPage.has(constantsPath) && html`<p><a href="${addressFrom(page, constantsPath)}">Constants</a>: the numbers that go into system calls, by their names in C.</p>`}
${groups.map(
  ({ title, of }) => html`<h2 id="${idOf(title)}">${title}</h2>
${of.map(
  (
    each,
  ) => html`<section class="export"><h3 id="${each.name}"><code>${titleOf(each)}</code></h3>
${exportHtml(context, each)}</section>`,
)}`,
)}</article>`,
    headings: groups.flatMap(({ title, of }): Heading[] => [
      { level: 2, id: idOf(title), text: html`${title}` },
      ...of.map((each) => ({ level: 3, id: each.name, text: html`${titleOf(each)}` })),
    ]),
  };
}

/** Kinds of exports, as readers look for them. */
const GROUPS: readonly { title: string; kinds: readonly ApiExport['kind'][] }[] = [
  { title: 'Functions', kinds: ['function'] },
  { title: 'Classes', kinds: ['class'] },
  { title: 'Constants and tables', kinds: ['constant'] },
  { title: 'Types', kinds: ['interface', 'type'] },
];

function groupsOf(exports: readonly ApiExport[]): { title: string; of: ApiExport[] }[] {
  return GROUPS.map(({ title, kinds }) => ({
    title,
    of: exports.filter(({ kind }) => kinds.includes(kind)),
  })).filter(({ of }) => of.length > 0);
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

function constantsPage(context: ApiContext, exports: readonly ApiExport[]): Page {
  return {
    path: constantsPath,
    kind: 'reference',
    title: 'Constants',
    description: 'The numbers that go into system calls, on Linux and on macOS.',
    main: html`<article class="api"><h1>Constants</h1>
<p>The numbers that go into system calls, by their names in C, on Linux and on macOS. <code>would-block</code> exports each; its value is that of the machine on which the program runs.</p>
${constantsHtml(context, exports)}</article>`,
    headings: [],
  };
}

function singlePage(context: ApiContext, exports: readonly ApiExport[]): Page {
  const [each] = exports;
  if (each === undefined) throw new Error(`${context.page} describes nothing.`);
  return {
    path: context.page,
    kind: 'reference',
    title: titleOf(each),
    description: firstSentence(each.text).replaceAll('`', ''),
    main: html`<article class="api"><h1 id="${each.name}"><code>${titleOf(each)}</code></h1>
${exportHtml(context, each)}</article>`,
    headings: each.members
      .filter(({ kind }) => kind === 'method')
      .map((member) => ({
        level: 2,
        id: `${each.name}.${member.name}`,
        text: html`${titleOf(member)}`,
      })),
  };
}
