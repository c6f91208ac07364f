/** Which colours the reader has chosen, on this device, and how they are put on. */
import { recall, remember } from './browser/memory.ts';

/** The system's colours, or those that the reader prefers to them. */
export type Theme = 'system' | 'light' | 'dark';

/** What the reader has chosen; the system's colours unless they did. */
export function chosenTheme(): Theme {
  const chosen = recall('theme');
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** Remembers a choice. */
export function chooseTheme(theme: Theme): void {
  remember('theme', theme === 'system' ? undefined : theme);
}

/** Puts the page into these colours. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
}
