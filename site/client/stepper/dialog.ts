/** The player in a window of its own over the page: there it has room for all of its parts. */
import { element } from '../element.ts';
import { type PackedTrace, unpackTrace } from './packed-trace.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import { openStepper } from './stepper.ts';

/** Opens the run that lies at an address. Throws TypeError or Error if it cannot be fetched. */
export async function openDialog(address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  showTrace(unpackTrace((await response.json()) as PackedTrace));
}

/** Opens a run that is at hand. */
export function showTrace(trace: SteppedTrace): void {
  const title = element('h2', { id: 'stepper-title' }, trace.title);
  const close = element('button', { type: 'button' }, 'Close');
  const dialog = element(
    'dialog',
    { class: 'stepper-dialog', 'aria-labelledby': 'stepper-title' },
    element('header', {}, title, close),
  );
  document.body.append(dialog);
  close.addEventListener('click', () => dialog.close());
  // It is shown first: what has no size cannot be scrolled to its place.
  dialog.showModal();
  const stepper = openStepper(dialog, trace);
  stepper.focus();
  dialog.addEventListener('close', () => {
    stepper.close();
    dialog.remove();
  });
}
