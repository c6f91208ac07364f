/**
 * The buttons under timelines: each opens the player with its run. Both are fetched when the page has
 * come to rest, so that stepping does not need the network any more.
 */
import stepperStyle from '../theme/stepper.css';
import { fetchOnce } from './browser/fetch-once.ts';
import { fetchStyle } from './browser/fetch-style.ts';
import type { PackedTrace } from './stepper/packed-trace.ts';

/** Makes the page's buttons work. */
export function startSteppingThrough(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-trace]')) {
    const { trace: address = '' } = button.dataset;
    const says = button.parentElement?.querySelector('[role=status]');
    let isOpening = false;
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (isOpening) return; // who presses twice wants one
      isOpening = true;
      try {
        const [{ openDialog }, packed, style] = await fetched(address);
        style.media = 'all';
        openDialog(packed);
        says?.replaceChildren();
      } catch (error) {
        console.warn(error);
        says?.replaceChildren('The run could not be fetched. Press again to retry.');
      }
      isOpening = false;
    });
    whenIdle(() => fetched(address).catch(() => {})); // the button will tell
  }
}

/** The player and a run for it: what has been fetched is not fetched again. */
function fetched(address: string) {
  return Promise.all([
    import('./stepper/dialog.ts'),
    fetchOnce<PackedTrace>(address),
    fetchStyle(stepperStyle),
  ]);
}

function whenIdle(act: () => void): void {
  // Safari has no idle callback.
  const later = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 1000));
  if (document.readyState === 'complete') later(act);
  else addEventListener('load', () => later(act), { once: true });
}
