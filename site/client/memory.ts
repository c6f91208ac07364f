/**
 * What the site remembers on the reader's device, and nowhere else. A browser may refuse to keep
 * anything: then nothing is remembered, and everything works all the same.
 */

// Other sites may live at the same host, below other paths.
const PREFIX = 'would-block:';

/** Keeps a text under a name; `undefined` forgets it. */
export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Refused, or full.
  }
}

/** The text kept under a name. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}
