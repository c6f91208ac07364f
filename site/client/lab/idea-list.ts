/** What to try with a program: each is a link that sets the machine for it. */
import { element } from '../browser/element.ts';
import type { LabProgram } from './program/lab-data.ts';

export class IdeaList {
  /** Empty where there is nothing to try. */
  readonly root = element('section', { class: 'lab-ideas' });
  readonly #links: readonly { link: HTMLAnchorElement; settings: string }[];

  constructor({ ideas }: LabProgram) {
    this.#links = ideas.map(({ question, settings }) => ({
      link: element('a', {}, question),
      settings,
    }));
    this.root.hidden = ideas.length === 0;
    this.root.append(
      element('h3', {}, 'What to try'),
      element(
        'ul',
        { role: 'list' },
        ...this.#links.map(({ link }) => element('li', {}, link)),
      ),
      element('p', {}, 'Each sets the machine for it. Then: Run.'),
    );
  }

  /** Lets each link lead to what is told by the part of an address for its settings. */
  lead(addressOf: (settings: string) => string): void {
    for (const { link, settings } of this.#links) link.href = addressOf(settings);
  }
}
