/** The search dialog: a field, the kinds of things to look for, and a list that the arrows go through. */
import { element } from '../browser/element.ts';
import { find, loadEngine } from './engine.ts';
import type { Found } from './found.ts';
import { notFetched } from './not-fetched.ts';

const KINDS = ['', 'Chapter', 'Exercise', 'Code', 'Library', 'Glossary'];

let dialog: SearchDialog | undefined;

/** Opens the search, with words to look for, or with those that it had. */
export function openSearch(words = ''): void {
  dialog ??= new SearchDialog();
  dialog.open(words);
}

class SearchDialog {
  readonly #dialog = element('dialog', { class: 'search', 'aria-label': 'Search' });
  readonly #field = element('input', {
    type: 'search',
    placeholder: 'A word, a name, a system call',
    autocomplete: 'off',
    spellcheck: 'false',
    role: 'combobox',
    'aria-label': 'Search',
    'aria-expanded': 'false',
    'aria-controls': 'search-results',
    'aria-autocomplete': 'list',
  });
  readonly #list = element('div', {
    id: 'search-results',
    role: 'listbox',
    'aria-label': 'What was found',
  });
  readonly #status = element('p', { class: 'search-status', role: 'status' });
  readonly #kinds: HTMLButtonElement[];
  #kind = '';
  #active = -1;

  constructor() {
    this.#kinds = KINDS.map((kind) => this.#kindButton(kind));
    const close = element('button', { type: 'button', class: 'search-close' }, 'Close');
    close.addEventListener('click', () => this.#dialog.close());
    this.#dialog.append(
      element('div', { class: 'search-head' }, this.#field, close),
      element(
        'div',
        { class: 'search-kinds', role: 'group', 'aria-label': 'Kinds' },
        ...this.#kinds,
      ),
      this.#status,
      this.#list,
    );
    document.body.append(this.#dialog);
    this.#field.addEventListener('input', () => void this.#search());
    this.#field.addEventListener('keydown', (event) => this.#onKey(event));
    this.#dialog.addEventListener('click', ({ target }) => {
      // What is not within the dialog's content is the ground behind it.
      if (target === this.#dialog) this.#dialog.close();
    });
  }

  open(words: string): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
    if (words === '') {
      this.#field.select();
    } else {
      this.#field.value = words;
      void this.#search();
    }
    void this.#load();
  }

  /** Has the engine at hand before there is anything to look for. */
  async #load(): Promise<void> {
    try {
      await loadEngine();
    } catch (error) {
      this.#tellNotFetched(error);
    }
  }

  #tellNotFetched(error: unknown): void {
    console.warn(error);
    this.#show([]);
    const retry = () => {
      this.#say('');
      this.#field.focus();
      void (this.#field.value.trim() === '' ? this.#load() : this.#search());
    };
    this.#status.replaceChildren(...notFetched(retry));
  }

  #kindButton(kind: string): HTMLButtonElement {
    const button = element(
      'button',
      { type: 'button', 'aria-pressed': String(kind === this.#kind) },
      kind === '' ? 'All' : kind,
    );
    button.addEventListener('click', () => {
      this.#kind = kind;
      for (const each of this.#kinds) {
        each.setAttribute('aria-pressed', String(each === button));
      }
      this.#field.focus();
      void this.#search();
    });
    return button;
  }

  async #search(): Promise<void> {
    const words = this.#field.value.trim();
    if (words === '') {
      this.#show([]);
      this.#say('');
      return;
    }
    try {
      const search = await find(words, this.#kind);
      if (search === undefined || this.#field.value.trim() !== words) return;
      const { found } = search;
      this.#show(found);
      const count = found.length === 1 ? '1 result' : `${found.length} results`;
      const nothing = `Nothing has “${words}” in it.`;
      this.#say(
        found.length === 0
          ? nothing
          : search.words === words
            ? count
            : `${nothing} This is what “${search.words}” finds: ${count}.`,
      );
      this.#status.dataset.words = words;
    } catch (error) {
      this.#tellNotFetched(error);
    }
  }

  #show(found: readonly Found[]): void {
    this.#list.replaceChildren(...found.map(optionOf));
    this.#field.setAttribute('aria-expanded', String(found.length > 0));
    this.#activate(found.length > 0 ? 0 : -1);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#list.children.length;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      this.#activate((this.#active + step + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.#list.querySelectorAll('a')[this.#active]?.click();
    } else if (event.key === 'Escape') {
      // A browser would only empty the field, and want to be told twice.
      event.preventDefault();
      this.#dialog.close();
    }
  }

  #activate(index: number): void {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const option = this.#list.children[index];
    if (option === undefined) {
      this.#field.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', option.id);
  }
}

function optionOf({ kind, title, section, url, excerpt }: Found, index: number): Node {
  const text = element('span', { class: 'search-excerpt' });
  // Pagefind escapes what it cites, and adds the marks.
  text.innerHTML = excerpt;
  const line = element(
    'div',
    { class: 'search-line' },
    element('span', { class: 'search-kind' }, kind),
    element('span', { class: 'search-title' }, title),
  );
  if (section !== '') line.append(element('span', { class: 'search-section' }, section));
  const option = element(
    'a',
    {
      id: `search-result-${index}`,
      role: 'option',
      'aria-selected': 'false',
      href: url,
      tabindex: -1,
    },
    line,
    text,
  );
  option.addEventListener('click', () => option.closest('dialog')?.close());
  return option;
}
