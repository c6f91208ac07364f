/** Fenced code: which kind of block a fence is shown as. */
import { readPurpose } from '../../course/literate/fence-purpose.ts';
import { codeHtml, listingHtml } from '../listings/listing.ts';
import type { Html } from '../markup.ts';
import type { Site } from '../site.ts';

/** The HTML of a fence: a listing, a difference, a transcript or other code. Throws `Fault`. */
export function fenceHtml(site: Site, info: string, content: string): Html {
  const purpose = readPurpose(info);
  const language = /^\S*/.exec(info)?.[0] ?? '';
  const code = codeHtml(site.highlight, content, language);
  const caption = purpose.kind === 'listing' ? purpose.file : undefined;
  return listingHtml(code, language, caption);
}
