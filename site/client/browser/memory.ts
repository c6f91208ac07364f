/**
 * What the site remembers on the reader's device, and nowhere else. A browser may refuse to keep
 * anything: then it is remembered until the page is left, and everything works all the same.
 */

// Other sites may live at the same host, below other paths.
const PREFIX = 'would-block:';

/** What the browser did not take: storage is forbidden, or full. */
const refused = new Map<string, string | undefined>();

/** Keeps a text under a name; `undefined` forgets it. Answers whether the browser took it. */
export function remember(name: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    refused.delete(name);
    return true;
  } catch {
    refused.set(name, value);
    return false;
  }
}

/** The text kept under a name. */
export function recall(name: string): string | undefined {
  if (refused.has(name)) return refused.get(name);
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}
