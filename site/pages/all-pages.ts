/** All pages of the site, but for the lab's: that one names scripts, which are bundled meanwhile. */
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

/** Makes them. Throws `SiteFault`. */
export function allPages(site: Site): Page[] {
  return [
    homePage(site),
    missingPage,
    ...textPages(site),
    ...site.chapters.flatMap((chapter) => [
      chapterPage(site, chapter),
      ...answersPages(site, chapter),
      ...chapter.exercises.flatMap((exercise) => [
        exercisePage(site, exercise),
        solutionPage(site, exercise),
      ]),
    ]),
    exercisesPage(site),
    workshopPage(site),
    ...apiPages(site),
    callsPage(site),
    glossaryPage(site),
  ];
}
