/** The tabs above the editor, one for each file of the program. */
import { element } from '../browser/element.ts';
import { fileName } from './program/lab-data.ts';

/** A row of tabs for one panel. */
export class Tabs {
  readonly root: HTMLElement;
  readonly #tabs: readonly HTMLButtonElement[];
  readonly #paths: readonly string[];
  readonly #onChoose: (path: string) => void;

  /** `panel` is the element that shows the file of the tab. */
  constructor(
    paths: readonly string[],
    panel: HTMLElement,
    onChoose: (path: string) => void,
  ) {
    this.#paths = paths;
    this.#onChoose = onChoose;
    panel.id = 'lab-file';
    panel.setAttribute('role', 'tabpanel');
    this.#tabs = paths.map((path, index) => {
      const tab = element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `lab-tab-${index}`,
          'aria-controls': panel.id,
        },
        fileName(path),
      );
      tab.addEventListener('click', () => onChoose(path));
      tab.addEventListener('keydown', (event) => this.#onKey(event, index));
      return tab;
    });
    this.root = element(
      'div',
      { class: 'lab-tabs', role: 'tablist', 'aria-label': 'Files' },
      ...this.#tabs,
    );
  }

  /** Shows which file is open, and which differ from the course's. */
  show(open: string, isChanged: (path: string) => boolean, panel: HTMLElement): void {
    for (const [index, tab] of this.#tabs.entries()) {
      const path = this.#paths[index] ?? '';
      const isOpen = path === open;
      tab.setAttribute('aria-selected', String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      tab.textContent = isChanged(path) ? `${fileName(path)} (changed)` : fileName(path);
      if (isOpen) panel.setAttribute('aria-labelledby', tab.id);
    }
  }

  #onKey(event: KeyboardEvent, index: number): void {
    const last = this.#tabs.length - 1;
    const next = {
      ArrowLeft: index === 0 ? last : index - 1,
      ArrowRight: index === last ? 0 : index + 1,
      Home: 0,
      End: last,
    }[event.key];
    const path = next === undefined ? undefined : this.#paths[next];
    if (next === undefined || path === undefined) return;
    event.preventDefault();
    this.#onChoose(path);
    this.#tabs[next]?.focus();
  }
}
