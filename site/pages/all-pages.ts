/** All pages of the site. */
import type { Page } from '../page.ts';
import { answersPages } from '../quizzes/answers-page.ts';
import type { Site } from '../site.ts';
import { chapterPage } from './chapter.ts';

/** Makes all pages. Throws `SiteFault`. */
export function allPages(site: Site): Page[] {
  return site.chapters.flatMap((chapter) => [
    chapterPage(site, chapter),
    ...answersPages(site, chapter),
  ]);
}
