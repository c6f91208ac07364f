/** Code in a line of text, which a browser would part at any hyphen: `--clients` after its `--`. */
import { type Html, html } from '../page/markup.ts';

/** A word of so many characters has room on any window; a longer one may be parted after all. */
const SHORT_WORD = 28;

/** The code, to be parted between its words and not within them. */
export function wholeWords(code: string): Html {
  return html`${code
    .split(/( +)/)
    .map((word) =>
      /[-/]/.test(word) && word.length <= SHORT_WORD
        ? html`<span class="whole">${word}</span>`
        : word,
    )}`;
}
