/** What a reader is told when something of the search cannot be fetched, and the ways on. */
import { element } from '../browser/element.ts';

/** A line for the dialog; `retry` is called by its first button, the second has the page anew. */
export function notFetched(retry: () => void): Node[] {
  const again = element('button', { type: 'button' }, 'Try again');
  again.addEventListener('click', retry);
  // Of a site that was published anew, an old page asks for what is there no more.
  const reload = element('button', { type: 'button' }, 'Load the page anew');
  reload.addEventListener('click', () => location.reload());
  return [element('span', {}, 'The search could not be fetched.'), again, reload];
}

let alone: HTMLDialogElement | undefined;

/** The line in a dialog by itself, where there is no other. */
export function showNotFetched(retry: () => void): void {
  const dialog = element('dialog', { class: 'search', 'aria-label': 'Search' });
  dialog.append(element('p', { class: 'search-status' }, ...notFetched(retry)));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  alone = dialog;
}

/** Puts that dialog away, if it is there. */
export function hideNotFetched(): void {
  alone?.close();
}
