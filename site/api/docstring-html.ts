/** A docstring as HTML: names in them lead to their descriptions, `recv(2)` to the manual. */
import createMarkdown from 'markdown-it';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, trusted } from '../page/markup.ts';
import { apiAddress } from './api-addresses.ts';
import type { ApiNames } from './api-names.ts';

/** A page of the manual as prose names it: `recv(2)`. */
const MANUAL = /\b([a-z_][a-z0-9_]*)\((2|3|5|7|8)\)/g;

/** What can only be a name: `WouldBlockError`, `SO_SNDBUF`. Not within a tag or a link. */
const PLAIN_NAME =
  /(<a [\s\S]*?<\/a>|<code>[\s\S]*?<\/code>|<[^>]*>)|\b([A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z]+_[A-Z\d_]+)\b/g;

/** Where the manual of Linux can be read. */
function manualAddress(page: string, section: string): string {
  return `https://man7.org/linux/man-pages/man${section}/${page}.${section}.html`;
}

/** The pages of the manual that a text names, each once: `recv(2)`. */
export function manualPagesIn(text: string): { name: string; address: string }[] {
  const found = [...text.matchAll(MANUAL)].map(([name, page = '', section = '']) => ({
    name,
    address: manualAddress(page, section),
  }));
  return found.filter(
    ({ name }, index) => found.findIndex((each) => each.name === name) === index,
  );
}

const markdown = createMarkdown({ html: false, typographer: true }).disable(
  'replacements',
);

/** The HTML of a docstring's Markdown on a page. `own` is the name that it describes. */
export function docstringHtml(
  names: ApiNames,
  page: string,
  text: string,
  own = '',
): Html {
  const linked = markdown
    .render(text)
    .replace(/<code>([^<]*)<\/code>/g, (all, code: string) => {
      const found = names.inProse(code.replaceAll('&quot;', '"'));
      if (found === undefined || found.name === own) return all;
      const address = addressFrom(page, apiAddress(found.door, found.name));
      return html`<a class="api-link" href="${address}">${trusted(all)}</a>`.text;
    })
    .replace(PLAIN_NAME, (all, tag: string | undefined, name = '') => {
      const found = tag === undefined && name !== own ? names.find(name) : undefined;
      if (found === undefined) return all;
      const address = addressFrom(page, apiAddress(found.door, found.name));
      return html`<a class="api-link" href="${address}">${name}</a>`.text;
    })
    .replace(
      MANUAL,
      (name, manual: string, section: string) =>
        html`<a class="manual" href="${manualAddress(manual, section)}">${name}</a>`.text,
    );
  return trusted(linked);
}

/** The same, of one paragraph, for a line. */
export function docstringLine(
  names: ApiNames,
  page: string,
  text: string,
  own = '',
): Html {
  const { text: whole } = docstringHtml(names, page, text, own);
  return trusted(whole.replace(/^<p>|<\/p>\s*$/g, ''));
}
