/** The player in a window of its own over the page: there it has room for all of its parts. */
import { element } from '../browser/element.ts';
import { type PackedTrace, unpackTrace } from './packed-trace.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import { openStepper } from './stepper.ts';

/** Opens a run as it has been fetched. */
export function openDialog(packed: PackedTrace): void {
  showTrace(unpackTrace(packed));
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
  // Whoever presses beside it wants it gone; what is selected within may end there.
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog && isOutside(dialog, event)) dialog.close();
  });
  // It is shown first: what has no size cannot be scrolled to its place.
  dialog.showModal();
  const stepper = openStepper(dialog, trace);
  stepper.focus();
  dialog.addEventListener('close', () => {
    stepper.close();
    dialog.remove();
  });
}

function isOutside(dialog: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
