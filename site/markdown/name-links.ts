/** Names of the library in a page's prose lead to their descriptions, the first in each section. */
import type { MarkdownIt } from 'markdown-it';
import { apiAddress } from '../api/api-addresses.ts';
import { addressFrom } from '../page/addresses.ts';
import { inlineLinks } from './inline-links.ts';
import type { ProseContext } from './prose-context.ts';

/** The part of the environment that the rule needs. */
interface Environment {
  readonly request: { readonly file: string; readonly page: string };
}

/** Links `recv()` and its like. */
export function nameLinks(
  markdown: MarkdownIt,
  { reference }: Pick<ProseContext, 'reference'>,
): void {
  inlineLinks(markdown, 'name-links', (environment) => {
    const { file, page } = (environment as Environment).request;
    const local = reference.usage.declared[file.replace(/\/README\.md$/, '')];
    const seen = new Set<string>();
    return {
      section: () => seen.clear(),
      links: ({ type, content }) => {
        if (type !== 'code_inline') return [];
        const found = reference.names.inProse(content, local);
        if (found === undefined || seen.has(found.name)) return [];
        seen.add(found.name);
        const href = addressFrom(page, apiAddress(found.door, found.name));
        return [
          { start: 0, length: content.length, attributes: { href, class: 'api-link' } },
        ];
      },
    };
  });
}
