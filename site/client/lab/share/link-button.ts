/** The button that copies an address with all that the reader has made of a program. */
import { element } from '../../browser/element.ts';
import { EditCodeError } from './edit-code.ts';

// Some chats and mail programs cut off what is longer.
const LONG_CHARACTERS = 2_000;

/** What is to be copied. */
interface Shared {
  /** The part of the address behind the page's own. Throws EditCodeError if it would be too long. */
  readonly hash: () => Promise<string>;
  /** What the link is to, in words. */
  readonly what: () => string;
}

export class LinkButton {
  readonly button = element('button', { type: 'button' }, 'Copy a link');
  /** What came of it. */
  readonly told = element('div', { class: 'lab-link', role: 'status' });
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
    this.button.addEventListener('click', () => void this.#copy());
  }

  /** What was copied is not what is to be seen any more. */
  forget(): void {
    this.told.replaceChildren();
  }

  async #copy(): Promise<void> {
    try {
      const link = new URL(await this.#shared.hash(), location.href).href;
      await this.#hand(link);
    } catch (error) {
      if (!(error instanceof EditCodeError)) throw error;
      this.#tell(`What you have written is too long for a link: ${error.message}.`);
    }
  }

  async #hand(link: string): Promise<void> {
    const what = `a link to ${this.#shared.what()}.`;
    const { length } = link;
    const warning =
      length > LONG_CHARACTERS
        ? ` It has ${length.toLocaleString('en')} characters, and some programs cut such links off.`
        : '';
    try {
      await navigator.clipboard.writeText(link);
      this.#tell(`Copied: ${what}${warning}`);
    } catch {
      // Forbidden, or no such thing where the page was not fetched over HTTPS.
      const field = element('input', { type: 'text', readonly: true, value: link });
      const label = `The browser does not let it be copied. Copy it from here: ${what}${warning}`;
      this.told.replaceChildren(element('label', {}, label, field));
      field.select();
    }
  }

  #tell(text: string): void {
    this.told.replaceChildren(element('p', {}, text));
  }
}
