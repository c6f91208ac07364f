/** A chapter's page. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Chapter } from '../../course/catalogue.ts';
import { renderProse } from '../markdown/prose.ts';
import { html } from '../markup.ts';
import type { Page } from '../page.ts';
import { chapterQuizzes } from '../quizzes/chapter-quizzes.ts';
import type { Site } from '../site.ts';

/** The page of a chapter. Throws `SiteFault`. */
export function chapterPage(site: Site, chapter: Chapter): Page {
  const file = join(relative(site.root, chapter.folder), 'README.md');
  const path = `chapters/${chapter.id}/`;
  const quizzes = chapterQuizzes(site, chapter, path);
  const { html: text, headings } = renderProse(site, {
    file,
    text: readFileSync(join(site.root, file), 'utf8'),
    page: path,
    weave: ({ kind, words }) =>
      kind === 'quiz' ? quizzes.htmlOf(words) : html`<p>${kind} ${words}</p>`,
  });
  return {
    path,
    kind: 'chapter',
    title: chapter.title,
    description: chapter.question,
    main: html`<article>${text}</article>`,
    headings: headings.filter(({ level }) => level > 1),
    source: file,
    files: quizzes.files,
  };
}
