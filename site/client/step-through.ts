/**
 * The buttons under timelines: each opens the player with its run. Both are fetched when the page has
 * come to rest, so that stepping does not need the network any more.
 */
import type { PackedTrace } from './stepper/packed-trace.ts';

/** Makes the page's buttons work. */
export function startSteppingThrough(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-trace]')) {
    const run = new Run(button.dataset.trace ?? '');
    const says = button.parentElement?.querySelector('[role=status]');
    let isOpening = false;
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (isOpening) return; // who presses twice wants one
      isOpening = true;
      try {
        const [{ openDialog }, packed] = await run.fetched();
        openDialog(packed);
        says?.replaceChildren();
      } catch (error) {
        console.warn(error);
        says?.replaceChildren('The run could not be fetched. Press again to retry.');
      }
      isOpening = false;
    });
    whenIdle(() => run.fetched().catch(() => {})); // the button will tell
  }
}

/** A run and its player, which are fetched once, and again if that fails. */
class Run {
  readonly #address: string;
  #parts: Promise<[typeof import('./stepper/dialog.ts'), PackedTrace]> | undefined;

  constructor(address: string) {
    this.#address = address;
  }

  async fetched() {
    this.#parts ??= Promise.all([import('./stepper/dialog.ts'), read(this.#address)]);
    try {
      return await this.#parts;
    } catch (error) {
      this.#parts = undefined;
      throw error;
    }
  }
}

async function read(address: string): Promise<PackedTrace> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return (await response.json()) as PackedTrace;
}

function whenIdle(act: () => void): void {
  // Safari has no idle callback.
  const later = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 1000));
  if (document.readyState === 'complete') later(act);
  else addEventListener('load', () => later(act), { once: true });
}
