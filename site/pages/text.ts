/** A text of the repository as a page: the chapters' table, and what instructors and authors need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderProse } from '../markdown/prose.ts';
import { pageFor } from '../page/addresses.ts';
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import type { Site } from './site.ts';

const TEXTS = [
  {
    file: 'chapters/README.md',
    title: 'The chapters',
    description:
      'What each chapter asks, on which defect it ends, and where its examples come from.',
  },
  {
    file: 'TEACHING.md',
    title: 'Teaching with it',
    description: 'For instructors: half a day in a room, a class, and what scripts get.',
  },
  {
    file: 'CONTRIBUTING.md',
    title: 'Contributing',
    description: 'How to write a chapter or an exercise, and what checks it.',
  },
] as const;

/** The pages. Throws `SiteFault`. */
export function textPages(site: Site): Page[] {
  return TEXTS.map(({ file, title, description }) => {
    const path = pageFor(file) ?? '';
    const { html: text, headings } = renderProse(site, {
      file,
      text: readFileSync(join(site.root, file), 'utf8'),
      page: path,
    });
    return {
      path,
      kind: 'text',
      title,
      description,
      main: html`<article>${text}</article>`,
      headings: headings.filter(({ level }) => level > 1),
      source: file,
    };
  });
}
