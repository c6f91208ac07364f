/** The switch between the system's colours, light and dark. */
import { applyTheme, chooseTheme, chosenTheme, type Theme } from './theme-choice.ts';

/** Makes the switch in the bar work, in this window and in others that show the site. */
export function startTheme(): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input[name=theme]')];
  const show = () => {
    const chosen = chosenTheme();
    applyTheme(chosen);
    for (const input of inputs) input.checked = input.value === chosen;
  };
  for (const input of inputs) {
    input.addEventListener('change', () => {
      chooseTheme(input.value as Theme);
      show();
    });
  }
  addEventListener('storage', show);
  addEventListener('pageshow', show);
  show();
}
