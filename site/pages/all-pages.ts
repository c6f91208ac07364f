/** All pages of the site. */
import type { Page } from '../page.ts';
import type { Site } from '../site.ts';
import { chapterPage } from './chapter.ts';

/** Makes all pages. Throws `SiteFault`. */
export function allPages(site: Site): Page[] {
  return site.chapters.map((chapter) => chapterPage(site, chapter));
}
