/** The styles of what a page does not show at once. */
import { element } from './element.ts';

const sheets = new Map<string, Promise<HTMLLinkElement>>();

/**
 * Fetches a style sheet, by its address as seen from this script. It has no effect until its `media`
 * is `all`: a long page would be laid out anew for what nobody has opened. Throws Error if it cannot
 * be had; whoever asks after that has it fetched anew.
 */
export function fetchStyle(address: string): Promise<HTMLLinkElement> {
  let sheet = sheets.get(address);
  if (sheet === undefined) {
    sheet = append(new URL(address, import.meta.url).href);
    sheet.catch(() => sheets.delete(address));
    sheets.set(address, sheet);
  }
  return sheet;
}

function append(href: string): Promise<HTMLLinkElement> {
  const link = element('link', { rel: 'stylesheet', href, media: 'not all' });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve(link));
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`${href} could not be fetched`));
    });
  });
}
