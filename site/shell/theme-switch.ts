/** The switch between the system's colours, light and dark; client/theme.ts makes it work. */
import { html, trusted } from '../page/markup.ts';

const CHOICES = [
  {
    value: 'system',
    says: 'Colours of the system',
    icon: '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="currentColor" d="M8 2.5a5.5 5.5 0 0 1 0 11z"/>',
  },
  {
    value: 'light',
    says: 'Light',
    icon: '<circle cx="8" cy="8" r="3" fill="currentColor"/><path stroke="currentColor" stroke-width="1.5" d="M8 1v2m0 10v2M1 8h2m10 0h2M3 3l1.5 1.5m7 7L13 13M3 13l1.5-1.5m7-7L13 3"/>',
  },
  {
    value: 'dark',
    says: 'Dark',
    icon: '<path fill="currentColor" d="M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z"/>',
  },
] as const;

/** The switch. Without script it does nothing and is not shown. */
export const themeSwitch = html`<fieldset class="theme needs-script"><legend class="unseen">Colours</legend>${CHOICES.map(
  ({ value, says, icon }) =>
    html`<label title="${says}"><input type="radio" name="theme" value="${value}"><span class="unseen">${says}</span>${trusted(
      `<svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>`,
    )}</label>`,
)}</fieldset>`;
