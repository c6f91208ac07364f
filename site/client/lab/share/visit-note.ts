/** Says above the editor that the program in it is somebody else's, and leads back to the reader's own. */
import { element } from '../../browser/element.ts';
import { fileName } from '../program/lab-data.ts';

export class VisitNote {
  readonly root = element('div', { class: 'lab-visit', role: 'status' });
  readonly #keep = element('button', { type: 'button' }, 'Keep it as my own');
  readonly #back = element('a');

  /** `onKeep` hears that the reader wants it as their own. */
  constructor(onKeep: () => void) {
    this.#keep.addEventListener('click', onKeep);
  }

  /** Says whose version of these files it is; the reader may have a version of their own. */
  show(paths: readonly string[], hasOwn: boolean): void {
    this.#back.textContent = hasOwn
      ? 'Back to my own version, which is as I left it'
      : 'Back to the course’s version';
    this.root.replaceChildren(
      element(
        'p',
        {},
        element(
          'b',
          {},
          `Somebody else’s version of ${paths.map(fileName).join(' and ')}.`,
        ),
        ' It came with the link that you opened. It runs when you press Run, and reaches nothing but the simulated kernel.',
      ),
      element('p', {}, this.#keep, ' ', this.#back),
    );
  }

  /** Says where the program is without it. */
  lead(href: string): void {
    this.#back.href = href;
  }

  /** Says why nothing is shown of what the link has brought, and what is shown. */
  tell(problem: string, hasOwn: boolean): void {
    const shown = hasOwn
      ? 'This is your own version.'
      : 'This is the program as it is in the course.';
    const text = `The edits in this link cannot be read: ${problem}. ${shown}`;
    this.root.replaceChildren(element('p', {}, text));
  }

  /** Nothing is to be said. */
  clear(): void {
    this.root.replaceChildren();
  }
}
