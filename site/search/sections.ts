/**
 * A page's text, cut at its headings: the search finds sections, each by its own merits. Found as
 * a whole, a chapter that says a word everywhere would show its first sections for it.
 */
import type { Page } from '../page/page.ts';

/** What stands under one heading. */
export interface PageSection {
  /** '' before the first heading that has an anchor. */
  readonly anchor: string;
  /** Plain text, as HTML escapes it. */
  readonly heading: string;
  /** HTML, the heading included. */
  readonly main: string;
}

const HEADING = /<h([23]) id="([^"]*)"[^>]*>([\s\S]*?)<\/h\1>/g;

/**
 * The sections of a page in their order, without those that are a heading and no more. Of an
 * exercise only the task is there: the rest is alike in all.
 */
export function sectionsOf({ kind, main }: Pick<Page, 'kind' | 'main'>): PageSection[] {
  const [task = ''] = main.text.split('<h2 id="begin">', 1);
  const text = kind === 'exercise' ? task : main.text;
  const headings = [...text.matchAll(HEADING)];
  const starts = [0, ...headings.map(({ index }) => index)];
  const sections = starts.map((start, place) => {
    const [, , anchor = '', heading = ''] = headings[place - 1] ?? [];
    return {
      anchor,
      heading: textOf(heading.replace(/<a class="anchor"[\s\S]*?<\/a>/, '')),
      main: text.slice(start, starts[place + 1]),
    };
  });
  return sections.filter(
    (section) => textOf(section.main.replace(HEADING, '')).trim() !== '',
  );
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, '');
}
