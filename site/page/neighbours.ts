/** Pages in the order in which a reader turns them. */
import type { Chapter } from '../../course/catalogue.ts';
import { heading } from '../../course/contents.ts';
import type { Neighbour, Page } from './page.ts';

/** The pages before and after the one at `path`. */
export function neighboursIn(
  pages: readonly Neighbour[],
  path: string,
): Pick<Page, 'previous' | 'next'> {
  const place = pages.findIndex((page) => page.path === path);
  const previous = pages[place - 1];
  const next = pages[place + 1];
  return { ...(previous && { previous }), ...(next && { next }) };
}

/** A chapter as another page names it. */
export function chapterNeighbour(chapter: Chapter): Neighbour {
  return { path: `chapters/${chapter.id}/`, title: heading(chapter) };
}
