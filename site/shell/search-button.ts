/** The button in the bar that opens the search; client/search.ts makes it work. */
import { html } from '../page/markup.ts';

/** The button. Without script it does nothing and is not shown: the index pages serve. */
export const searchButton = html`<button type="button" class="search-button needs-script" aria-keyshortcuts="/">Search <kbd aria-hidden="true">/</kbd></button>`;
