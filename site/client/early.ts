/**
 * What runs before the page is painted: it says that there is a script, and sets the colours that
 * the reader has chosen, so that no page flashes in others first.
 */
import { applyTheme, chosenTheme } from './theme-choice.ts';

document.documentElement.dataset.script = '';
applyTheme(chosenTheme());
