/** The styles of what a page does not show at once. */
import { element } from './element.ts';

const sheets = new Map<string, Promise<void>>();

/**
 * Puts a style sheet on the page, by its address as seen from this script, and waits until it is there.
 * Throws Error if it cannot be had; whoever asks after that has it fetched anew.
 */
export function loadStyle(address: string): Promise<void> {
  let sheet = sheets.get(address);
  if (sheet === undefined) {
    sheet = fetchStyle(new URL(address, import.meta.url).href);
    sheet.catch(() => sheets.delete(address));
    sheets.set(address, sheet);
  }
  return sheet;
}

function fetchStyle(href: string): Promise<void> {
  const link = element('link', { rel: 'stylesheet', href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`${href} could not be fetched`));
    });
  });
}
