/**
 * Terms of the glossary in a chapter's prose: the first use in each section, once the term has been
 * defined, leads to the glossary. With a script the definition is shown on the spot.
 */

import type { MarkdownIt } from 'markdown-it';
import { isAppendix } from '../../course/appendix.ts';
import { type Definition, GLOSSARY } from '../glossary/definitions.ts';
import { TermFinder } from '../glossary/term-finder.ts';
import { addressFrom } from '../page/addresses.ts';
import { inlineLinks } from './inline-links.ts';
import type { ProseContext } from './prose-context.ts';

/** The part of the environment that the rule needs. */
interface Environment {
  readonly request: { readonly page: string };
}

/** Links terms. */
export function termLinks(
  markdown: MarkdownIt,
  { reference, chapters }: Pick<ProseContext, 'reference' | 'chapters'>,
): void {
  const { definitions } = reference;
  const finder = new TermFinder(definitions);
  const numbers = new Map(chapters.map(({ id, number }) => [id, number]));
  inlineLinks(markdown, 'term-links', (environment) => {
    const { page } = (environment as Environment).request;
    const [, id = ''] = /^chapters\/([^/]+)\/$/.exec(page) ?? [];
    const number = numbers.get(id);
    if (number === undefined) return undefined;
    const isKnown = (definition: Definition) =>
      isBefore(numbers.get(definition.chapter) ?? '', number);
    const known = new Set(definitions.filter(isKnown).map(({ id: term }) => term));
    const seen = new Set<string>();
    return {
      section: () => seen.clear(),
      bold: (text) => {
        const own = definitions.find(
          ({ chapter, term }) => chapter === id && term === text,
        );
        if (own === undefined) return;
        known.add(own.id);
        seen.add(own.id);
      },
      links: ({ type, content }) => {
        if (type !== 'text') return [];
        return finder.find(content).flatMap(({ definition, start, text }) => {
          if (!known.has(definition.id) || seen.has(definition.id)) return [];
          seen.add(definition.id);
          const href = addressFrom(page, `${GLOSSARY}#${definition.id}`);
          return [{ start, length: text.length, attributes: { href, class: 'term' } }];
        });
      },
    };
  });
}

/** Whether a reader of chapter `number` has read `earlier`: an appendix is for readers of any chapter. */
function isBefore(earlier: string, number: string): boolean {
  return !isAppendix(earlier) && earlier < number;
}
