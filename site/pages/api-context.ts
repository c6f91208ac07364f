/** What the pages about the library are made with. */
import type { ApiContext } from '../api/export-html.ts';
import type { Site } from './site.ts';

/** The same for all that one page describes. */
export function apiContext({ reference, listings }: Site, page: string): ApiContext {
  const { names, usage, mentions, titles } = reference;
  const { highlight, shownParts } = listings;
  return { highlight, names, page, sources: { usage, mentions, titles, shownParts } };
}
