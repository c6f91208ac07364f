/** A chapter's page. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Chapter } from '../../course/catalogue.ts';
import { renderProse } from '../markdown/prose.ts';
import { html } from '../page/markup.ts';
import { chapterNeighbour, neighboursIn } from '../page/neighbours.ts';
import type { Page } from '../page/page.ts';
import { whereaboutsHtml } from '../plot/whereabouts.ts';
import { chapterQuizzes } from '../quizzes/chapter-quizzes.ts';
import { pagePictures } from '../timelines/page-pictures.ts';
import { openingHtml, withoutOpening } from './opening.ts';
import { measure } from './reading-time.ts';
import type { Site } from './site.ts';

/** The page of a chapter. Throws `SiteFault`. */
export function chapterPage(site: Site, chapter: Chapter): Page {
  const file = join(relative(site.root, chapter.folder), 'README.md');
  const path = `chapters/${chapter.id}/`;
  const quizzes = chapterQuizzes(site, chapter, path);
  const markdown = readFileSync(join(site.root, file), 'utf8');
  const pictures = pagePictures(site, { file, page: path });
  const whereabouts = whereaboutsHtml(site, chapter.id, path);
  const { html: text, headings } = renderProse(site, {
    file,
    text: withoutOpening(markdown),
    page: path,
    weave: (block) =>
      block.kind === 'quiz' ? quizzes.htmlOf(block.words) : pictures.htmlOf(block),
  });
  return {
    path,
    kind: 'chapter',
    title: chapter.title,
    description: chapter.question,
    main: html`<article>
${openingHtml(chapter, measure(markdown))}
${text}</article>`,
    headings: headings.filter(({ level }) => level > 1),
    source: file,
    files: [...quizzes.files, ...pictures.files],
    ...(whereabouts && { whereabouts }),
    ...neighboursIn(site.chapters.map(chapterNeighbour), path),
  };
}
