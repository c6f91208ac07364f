/** What the reader sees of a run: how far it is, what it prints, how it ended, what it called. */
import { condensed, formatCall, parseRecord } from '../../../lib/trace/index.ts';
import { element } from '../browser/element.ts';
import { fetched, MissingError, tellMissing } from './fetching/missing.ts';
import { type Outcome, placeText, timeText } from './outcome.ts';
import type { Detail, Place } from './program/place.ts';
import type { RunRecord } from './run/running.ts';

const MOST_CALLS_SHOWN = 500;

export class Result {
  readonly root: HTMLElement;
  readonly #progress = element('p', { class: 'lab-progress' });
  readonly #outcome = element('div', { class: 'lab-outcome', role: 'status' });
  readonly #lines = element('ol', {
    class: 'lab-output',
    'aria-label': 'Output',
    tabindex: 0,
  });
  readonly #calls = element('details', { class: 'lab-calls', hidden: true });
  readonly #step = element('div', { class: 'lab-step' });
  readonly #goTo: (place: Place) => void;

  /** `goTo` shows a place in the editor. */
  constructor(goTo: (place: Place) => void) {
    this.#goTo = goTo;
    this.#lines.hidden = true;
    this.root = element(
      'div',
      { class: 'lab-result' },
      this.#progress,
      this.#outcome,
      this.#lines,
      this.#step,
      this.#calls,
    );
  }

  /** A new run: what the last one left is gone. */
  begin(): void {
    this.#progress.textContent = '';
    this.#outcome.replaceChildren();
    this.#lines.replaceChildren();
    this.#lines.hidden = true;
    this.#step.replaceChildren();
    this.#calls.replaceChildren();
    this.#calls.hidden = true;
  }

  /** One sentence about what is going on. */
  progress(text: string): void {
    this.#progress.textContent = text;
  }

  /** A line of output, at a virtual time. */
  output(text: string, atMs: number): void {
    this.#lines.hidden = false;
    const time = element('span', { class: 'lab-time' }, timeText(atMs));
    this.#lines.append(element('li', {}, time, element('span', {}, text)));
    this.#lines.scrollTop = this.#lines.scrollHeight;
  }

  /** How it ended. */
  outcome({ isGood, place, title, details, list }: Outcome): void {
    this.#progress.textContent = '';
    const heading = element('p', { class: isGood ? 'lab-good' : 'lab-bad' });
    heading.append(...this.#told({ text: title, place }));
    this.#outcome.replaceChildren(
      heading,
      ...(list.length > 0
        ? [element('ul', {}, ...list.map((one) => element('li', {}, ...this.#told(one))))]
        : []),
      ...details.map((detail) => element('p', {}, detail)),
    );
  }

  /** What is told of a place, behind a button that leads there. */
  #told({ text, place }: Detail): (Node | string)[] {
    if (place === undefined) return [text];
    const button = element('button', { type: 'button' }, placeText(place));
    button.addEventListener('click', () => this.#goTo(place));
    return [button, ': ', text];
  }

  /** The system calls of the run; `texts` are the files as they were run. */
  calls({ text, buffers }: RunRecord, texts: Readonly<Record<string, string>>): void {
    if (text === '') return;
    const read = parseRecord(text);
    const { calls } = read;
    if (calls.length === 0) return;
    const shown = condensed(calls);
    const lines = shown
      .slice(0, MOST_CALLS_SHOWN)
      .map((call) => formatCall(call, { sinceMs: 0 }));
    if (shown.length > lines.length) {
      lines.push(`and ${(shown.length - lines.length).toLocaleString('en')} more`);
    }
    const step = element('button', { type: 'button' }, 'Step through the run');
    const trouble = element('span');
    step.addEventListener('click', async () => {
      try {
        const [{ showTrace }, { steppedRun }] = await fetched('The player', player());
        trouble.replaceChildren();
        showTrace(steppedRun(read, buffers, texts));
      } catch (error) {
        if (!(error instanceof MissingError)) throw error;
        await tellMissing(trouble, error.message, () => step.click());
      }
    });
    player().catch(() => {}); // so that it is there without a network too; the button will tell
    this.#step.replaceChildren(step, trouble);
    this.#calls.hidden = false;
    this.#calls.replaceChildren(
      element('summary', {}, 'The system calls'),
      element(
        'pre',
        { tabindex: 0, role: 'group', 'aria-label': 'The system calls' },
        lines.join('\n'),
      ),
    );
  }
}

/** The player, and what makes a run ready for it. */
function player() {
  return Promise.all([import('../stepper/dialog.ts'), import('./stepped-run.ts')]);
}
