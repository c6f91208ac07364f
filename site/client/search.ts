/** The way to the search: the button in the bar, and the key `/`. The rest is loaded when it is used. */
import searchStyle from '../theme/search.css';
import { fetchStyle } from './browser/fetch-style.ts';
import { hideNotFetched, showNotFetched } from './search/not-fetched.ts';

/** Makes both work. */
export function startSearch(): void {
  const button = document.querySelector('.search-button');
  if (button === null) return;
  button.addEventListener('click', () => void open());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // The editor of the lab stands in a shadow root: seen from here, its host is the target.
    if (isForWriting(event.composedPath()[0])) return;
    if (typedAhead !== undefined && event.key.length === 1) {
      event.preventDefault();
      typedAhead += event.key;
      return;
    }
    if (event.key !== '/') return;
    event.preventDefault();
    void open();
  });
}

/** What somebody types while the dialog is on its way; undefined while it is not. */
let typedAhead: string | undefined;

/** Opens the dialog, with words to look for. */
async function open(words = ''): Promise<void> {
  if (typedAhead !== undefined) return; // it is on its way
  typedAhead = words;
  hideNotFetched();
  try {
    const [{ openSearch }, style] = await Promise.all([
      import('./search/dialog.ts'),
      fetchStyle(searchStyle),
    ]);
    style.media = 'all';
    openSearch(typedAhead);
  } catch (error) {
    console.warn(error);
    const typed = typedAhead;
    showNotFetched(() => void open(typed));
  } finally {
    typedAhead = undefined;
  }
}

function isForWriting(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
