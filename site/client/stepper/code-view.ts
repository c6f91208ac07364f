/** The line of the program that made the call, in its listing. */
import { element } from '../browser/element.ts';
import type { RunState } from './states.ts';
import type { SteppedSource, SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';

/** Shows the file around the line of the current call. */
export class CodeView implements View {
  readonly element: HTMLElement;
  readonly #caption = element('figcaption');
  readonly #listing = element('pre', {
    tabindex: '0',
    role: 'region',
    'aria-label': 'The program',
  });
  readonly #sources: ReadonlyMap<string, SteppedSource>;
  readonly #lines = new Map<number, HTMLElement>();
  #file: string | undefined;

  constructor({ sources }: SteppedTrace) {
    this.#sources = new Map(sources.map((source) => [source.file, source]));
    this.element = element('figure', { class: 'code' }, this.#caption, this.#listing);
  }

  show({ moment }: RunState): void {
    const [, file = '', line = ''] = /^(.*):(\d+)$/.exec(moment.call.line ?? '') ?? [];
    this.#open(file);
    this.#caption.textContent =
      file === ''
        ? 'The line of this call is not known.'
        : `${nameOf(file)}, line ${line}`;
    for (const each of this.#lines.values()) each.removeAttribute('aria-current');
    const current = this.#lines.get(Number(line));
    if (current === undefined) return;
    current.setAttribute('aria-current', 'step');
    // Within its own box: the page must not move.
    const { clientHeight } = this.#listing;
    this.#listing.scrollTop = current.offsetTop - clientHeight / 2;
  }

  #open(file: string): void {
    if (file === this.#file) return;
    this.#file = file;
    this.#lines.clear();
    const code = element('code');
    let before: number | undefined;
    for (const { number, pieces } of this.#sources.get(file)?.lines ?? []) {
      // A single line that is missing is the mark of a region, which nobody needs to see.
      if (before !== undefined && number > before + 2) {
        code.append(element('span', { class: 'gap' }, '⋯'));
      }
      before = number;
      const line = element('span', { class: 'line' });
      line.append(
        element('span', { class: 'number', 'aria-hidden': 'true' }, `${number}`),
      );
      for (const [text, tag] of pieces) {
        line.append(tag === '' ? text : element(tag, {}, text));
      }
      code.append(line, '\n');
      this.#lines.set(number, line);
    }
    this.#listing.replaceChildren(code);
    this.#listing.hidden = this.#lines.size === 0;
  }
}

/** `01-blocking/client.ts`: without the folder that all of them are in. */
function nameOf(file: string): string {
  return file.replace(/^chapters\//, '');
}
