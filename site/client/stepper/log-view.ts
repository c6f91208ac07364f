/** All moments as lines of text; the current one is marked, and a click on another leads there. */
import { element } from '../browser/element.ts';
import type { Moment } from './moments.ts';
import type { RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';
import { callerOf, callText, milliseconds } from './words.ts';

/** Shows the lines, the current one in the middle. */
export class LogView implements View {
  readonly element: HTMLElement;
  readonly #rows: readonly HTMLElement[];
  #current: HTMLElement | undefined;

  constructor(
    trace: SteppedTrace,
    moments: readonly Moment[],
    go: (index: number) => void,
  ) {
    this.#rows = moments.map((moment) => row(trace, moment));
    this.element = element(
      'ol',
      { class: 'log', tabindex: '0', role: 'list', 'aria-label': 'All steps' },
      ...this.#rows,
    );
    // For the hand. With the keyboard, the arrow keys step here as everywhere.
    this.element.addEventListener('click', ({ target }) => {
      const index = this.#rows.findIndex((each) => each.contains(target as Node));
      if (index >= 0) go(index);
    });
  }

  show(_state: RunState, index: number): void {
    this.#current?.removeAttribute('aria-current');
    this.#current = this.#rows[index];
    if (this.#current === undefined) return;
    this.#current.setAttribute('aria-current', 'step');
    this.element.scrollTop = this.#current.offsetTop - this.element.clientHeight / 2;
  }
}

function row(trace: SteppedTrace, moment: Moment): HTMLElement {
  const { kind, call, atMs } = moment;
  const ending = { call: '', sleep: ' asleep', wake: ' awake' }[kind];
  return element(
    'li',
    { class: call.refused ? 'was-refused' : kind },
    element('span', { class: 'at' }, milliseconds(atMs)),
    element('span', { class: 'who' }, callerOf(trace, call)),
    ' ',
    element('code', {}, callText(moment)),
    ending,
  );
}
