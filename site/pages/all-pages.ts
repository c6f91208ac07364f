/** All pages of the site, but for the lab's: that one names scripts, which are bundled meanwhile. */
import { setImmediate } from 'node:timers/promises';
import type { Chapter } from '../../course/catalogue.ts';
import type { Page } from '../page/page.ts';
import { answersPages } from '../quizzes/answers-page.ts';
import { apiPages } from './api.ts';
import { callsPage } from './calls.ts';
import { chapterPage } from './chapter.ts';
import { exercisePage } from './exercise.ts';
import { exercisesPage } from './exercises.ts';
import { glossaryPage } from './glossary.ts';
import { homePage } from './home.ts';
import { missingPage } from './missing.ts';
import type { Site } from './site.ts';
import { solutionPage } from './solution.ts';
import { textPages } from './text.ts';
import { workshopPage } from './workshop.ts';

/** Makes them. Rejects with `SiteFault`. */
export async function allPages(site: Site): Promise<Page[]> {
  const pages = [homePage(site), missingPage, ...textPages(site)];
  for (const chapter of site.chapters) {
    // The bundler asks this process about style sheets, and would wait until all pages are made.
    await setImmediate();
    pages.push(...chapterPages(site, chapter));
  }
  pages.push(
    exercisesPage(site),
    workshopPage(site),
    ...apiPages(site),
    callsPage(site),
    glossaryPage(site),
  );
  return pages;
}

function chapterPages(site: Site, chapter: Chapter): Page[] {
  return [
    chapterPage(site, chapter),
    ...answersPages(site, chapter),
    ...chapter.exercises.flatMap((exercise) => [
      exercisePage(site, exercise),
      solutionPage(site, exercise),
    ]),
  ];
}
