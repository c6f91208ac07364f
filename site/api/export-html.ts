/** The description of an export: its signature, its docstring, its members, and where it is used. */
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, listed } from '../page/markup.ts';
import { apiAddress } from './api-addresses.ts';
import type { ApiExport, ApiMember } from './api-model.ts';
import { docstringHtml, docstringLine, manualPagesIn } from './docstring-html.ts';
import {
  foldedHtml,
  type LinkSources,
  linkCount,
  linksHtml,
  quotedIn,
  toldIn,
  usersOf,
} from './links-back.ts';
import { type SignatureContext, signatureHtml } from './signature-html.ts';

/** What the API pages are made with. */
export interface ApiContext extends SignatureContext {
  readonly sources: LinkSources;
}

/** A name as headings show it: `select()`. */
export function titleOf({ kind, name }: ApiExport | ApiMember): string {
  return kind === 'function' || kind === 'method' ? `${name}()` : name;
}

/** The description of an export, below its heading. */
export function exportHtml(context: ApiContext, each: ApiExport): Html {
  const { names, page } = context;
  if (each.sameAs !== undefined) {
    const address = addressFrom(page, apiAddress(each.sameAs, each.name));
    return html`<p>The same as <a href="${address}"><code>${each.name}</code></a> of <code>would-block/${each.sameAs}</code>.</p>`;
  }
  return html`${signatureHtml(context, each)}
${docstringHtml(names, page, each.text, each.name)}
${notesHtml(context, each, each.name)}
${membersHtml(context, each)}`;
}

function membersHtml(context: ApiContext, each: ApiExport): Html | false {
  const own = each.members.filter(({ isKernelCall }) => !isKernelCall);
  const calls = each.members.filter(({ isKernelCall }) => isKernelCall);
  const { names, page } = context;
  const kernel = addressFrom(page, apiAddress('would-block', 'Kernel'));
  return (
    each.members.length > 0 &&
    html`<dl class="members">${own.map((member) => memberHtml(context, each, member))}</dl>
${
  calls.length > 0 &&
  html`<p class="kernel-calls">And the calls of a <a href="${kernel}"><code>Kernel</code></a>: ${listed(
    calls.map(
      ({ name }) =>
        html`<a href="${addressFrom(page, apiAddress('would-block', names.find(`Kernel.${name}`)?.name ?? 'Kernel'))}"><code>${name}</code></a>`,
    ),
  )}.</p>`
}`
  );
}

function memberHtml(context: ApiContext, owner: ApiExport, member: ApiMember): Html {
  const { names, page } = context;
  const name = `${owner.name}.${member.name}`;
  return html`<dt id="${name}">${signatureHtml(context, member)}</dt>
<dd>${member.text !== '' && docstringHtml(names, page, member.text, name)}${notesHtml(context, member, name)}</dd>`;
}

/** What is thrown, where the manual says more, and where the course uses it. */
function notesHtml(
  context: ApiContext,
  declared: ApiExport | ApiMember,
  name: string,
): Html {
  const { names, page, sources } = context;
  const manual = manualPagesIn(declared.text);
  const source = 'door' in declared ? quotedIn(sources, declared) : undefined;
  const told = toldIn(sources, name);
  const users = usersOf(sources, declared);
  return html`<div class="notes-of-api">${
    (declared.throws.length > 0 || manual.length > 0 || source) &&
    html`<dl class="api-facts">${declared.throws.map(
      (text) => html`<dt>Throws</dt><dd>${docstringLine(names, page, text)}</dd>`,
    )}${
      manual.length > 0 &&
      html`<dt>Manual</dt><dd>${listed(
        manual.map(({ name: title, address }) => html`<a href="${address}">${title}</a>`),
      )}</dd>`
    }${source && html`<dt>Source</dt><dd>${linksHtml(page, [source])}</dd>`}</dl>`
  }${foldedHtml(page, `In the prose of ${plural(told.length, 'text')}`, told)}${foldedHtml(
    page,
    `In ${plural(linkCount(users), 'program')}`,
    users,
  )}</div>`;
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
