/**
 * The element that a piece of code stands in, by what the piece is. A page has thousands of them, so
 * that they are short elements of HTML and not classes: a long listing is a sixth lighter. None of
 * them means anything to a screen reader, and without the theme code looks like code.
 */
import type { CodeElement } from '../client/stepper/stepped-trace.ts';
import { type Html, html, trusted } from '../page/markup.ts';

/** What is not here is plain text: a comma needs no colour of its own. */
const ELEMENTS: Readonly<Record<string, CodeElement>> = {
  keyword: 'b',
  function: 'bdi',
  constant: 'var',
  comment: 'i',
  string: 'samp',
  'string-expression': 'samp',
};

/** The element of a role; undefined for plain text. */
export function elementOf(role: string): CodeElement | undefined {
  return ELEMENTS[role];
}

/** The HTML of a piece. */
export function pieceHtml(text: string, role: string): Html {
  const element = elementOf(role);
  const shown = html`${text}`;
  return element === undefined ? shown : trusted(`<${element}>${shown}</${element}>`);
}
