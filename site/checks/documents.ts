/**
 * What is wrong with a page as a document: an id that two elements have, which no rule of axe asks
 * for any more, and a policy that is missing, without which nothing else that is forbidden shows.
 */

import { securityPolicyFor } from '../hosting/security-policy.ts';
import { escapeHtml } from '../page/markup.ts';
import type { SiteFiles } from './dead-links.ts';
import { idsIn } from './tags.ts';

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
    const faults = idsTwice(text).map((id) => `two elements have the id ${id}`);
    if (!hasPolicy(text))
      faults.push('it has no Content-Security-Policy, or another one');
    return faults.map((what) => ({ page, what }));
  });
}

function idsTwice(text: string): string[] {
  const seen = new Set<string>();
  return [...new Set(idsIn(text).filter((id) => seen.size === seen.add(id).size))];
}

function hasPolicy(text: string): boolean {
  const policy = escapeHtml(securityPolicyFor(text));
  return text.includes(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
