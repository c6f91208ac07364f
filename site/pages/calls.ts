/** The index of system calls: what each answers, and every place where the course makes it. */

import { apiAddress } from '../api/api-addresses.ts';
import type { ApiMember } from '../api/api-model.ts';
import { callUses } from '../api/call-uses.ts';
import { docstringHtml, manualPagesIn } from '../api/docstring-html.ts';
import type { ApiContext } from '../api/export-html.ts';
import {
  foldedHtml,
  type LinkGroup,
  linkCount,
  linksHtml,
  quotedGroups,
  toldIn,
  userGroups,
} from '../api/links-back.ts';
import { signatureHtml } from '../api/signature-html.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, listed } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { apiContext } from './api-context.ts';
import type { Site } from './site.ts';

const path = 'calls/';

/** The page of all system calls. */
export function callsPage(site: Site): Page {
  const context = apiContext(site, path);
  const calls = context.names.systemCalls();
  return {
    path,
    kind: 'reference',
    title: 'System calls',
    description: 'Every system call of the course, and every place where it is made.',
    main: html`<article class="api"><h1>System calls</h1>
<p>These are all that a program here may ask of the kernel. What each answers is said as Linux says it: a number from 0 upwards, or a negated errno.</p>
${calls.map((call) => callHtml(context, call))}</article>`,
    headings: calls.map(({ name }) => ({
      level: 2,
      id: name,
      text: html`<code>${name}</code>`,
    })),
  };
}

function callHtml(context: ApiContext, call: ApiMember): Html {
  const { names, sources } = context;
  const uses = callUses(sources.usage, names, call.name);
  const told = merge(
    [`Kernel.${call.name}`, ...uses.ways.map(({ name }) => name)].map((name) =>
      toldIn(sources, name),
    ),
  );
  const ways = uses.ways.map(({ door, name }) => {
    const address = addressFrom(path, apiAddress(door, name));
    return html`<a href="${address}"><code>${name}</code></a>`;
  });
  return html`<section class="call"><h2 id="${call.name}"><code>${call.name}</code></h2>
${signatureHtml(context, call)}
${docstringHtml(names, path, call.text, `Kernel.${call.name}`)}
<dl class="api-facts">${manualPagesIn(call.text)
    .slice(0, 1)
    .map(
      ({ name, address }) =>
        html`<dt>Manual</dt><dd><a href="${address}">${name}</a></dd>`,
    )}${
    uses.makers.length > 0 &&
    html`<dt>Source</dt><dd>${linksHtml(
      path,
      uses.makers.map(({ name, file, line }) => {
        const [part] = sources.shownParts.ofLine(file, line);
        return { path: part ? `${part.page}#${part.anchor}` : 'api/', text: `${name}()` };
      }),
    )}</dd>`
  }${ways.length > 0 && html`<dt>Through</dt><dd>${listed(ways)}</dd>`}</dl>
<div class="notes-of-api">${usesHtml('Told of', told)}
${usesHtml('Made by programs themselves', userGroups(sources, uses.direct))}
${usesHtml('Made through the library', userGroups(sources, uses.indirect))}
${usesHtml('Tried by the suite of both kernels', quotedGroups(sources, uses.tried))}</div></section>\n`;
}

function usesHtml(what: string, groups: readonly LinkGroup[]): Html | false {
  const count = linkCount(groups);
  return foldedHtml(
    path,
    `${what}: ${count === 1 ? '1 place' : `${count} places`}`,
    groups,
  );
}

/** Groups of the same title as one, without a link twice. */
function merge(lists: readonly LinkGroup[][]): LinkGroup[] {
  const merged = new Map<string, LinkGroup['links'][number][]>();
  for (const { title, links } of lists.flat()) {
    const others = merged.get(title) ?? [];
    merged.set(title, others);
    for (const link of links) {
      if (!others.some((other) => other.path === link.path)) others.push(link);
    }
  }
  return [...merged].map(([title, links]) => ({ title, links }));
}
