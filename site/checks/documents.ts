/**
 * What is wrong with a page as a document: an id that two elements have, which no rule of axe asks
 * for any more, an element that is not closed, which a browser forgives, and a policy that is
 * missing, without which nothing else that is forbidden shows.
 */

import { securityPolicyFor } from '../hosting/security-policy.ts';
import { escapeHtml } from '../page/markup.ts';
import type { SiteFiles } from './dead-links.ts';
import { idsIn, tagsIn } from './tags.ts';

/** Elements that have no end. */
const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/** Something wrong with a page, by its path: `chapters/01-blocking/`. */
interface DocumentFault {
  readonly page: string;
  readonly what: string;
}

/** Finds it on all pages. */
export function documentFaults(files: SiteFiles): DocumentFault[] {
  return [...files].flatMap(([file, text]) => {
    if (text === undefined) return [];
    const page = file.replace(/index\.html$/, '');
    const faults = [
      ...idsTwice(text).map((id) => `two elements have the id ${id}`),
      ...unbalanced(text).map((name) => `not every <${name}> is closed, or one twice`),
    ];
    if (!hasPolicy(text))
      faults.push('it has no Content-Security-Policy, or another one');
    return faults.map((what) => ({ page, what }));
  });
}

function idsTwice(text: string): string[] {
  const seen = new Set<string>();
  return [...new Set(idsIn(text).filter((id) => seen.size === seen.add(id).size))];
}

/** The names of elements that are opened more or less often than they are closed. */
function unbalanced(text: string): string[] {
  const open = new Map<string, number>();
  const count = (name: string, by: 1 | -1) => open.set(name, (open.get(name) ?? 0) + by);
  const markup = text.replace(/(?<=<(script|style)\b[^>]*>)[\s\S]*?(?=<\/\1>)/g, '');
  for (const tag of tagsIn(markup)) {
    const [name = ''] = /[a-z][^\s/>]*/i.exec(tag) ?? [];
    if (!tag.endsWith('/>') && !VOID.has(name)) count(name, 1);
  }
  for (const [, name = ''] of markup.matchAll(/<\/([a-z][^\s>]*)>/gi)) count(name, -1);
  return [...open].flatMap(([name, left]) => (left === 0 ? [] : [name]));
}

function hasPolicy(text: string): boolean {
  const policy = escapeHtml(securityPolicyFor(text));
  return text.includes(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
