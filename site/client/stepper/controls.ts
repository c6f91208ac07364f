/** The buttons and the slider of the player. */
import { element } from '../browser/element.ts';
import type { RunState } from './states.ts';
import { svgElement } from './svg-element.ts';
import type { View } from './view.ts';
import { milliseconds } from './words.ts';

/** Drawn, because not every typeface has them. */
const signs = {
  first: 'M3 3h3v14H3zM17 3v14L7 10z',
  changeBack: 'M10 3v14L1 10zM19 3v14l-9-7z',
  back: 'M13 3v14L5 10z',
  play: 'M4 2l13 8-13 8z',
  pause: 'M4 3h4v14H4zM12 3h4v14h-4z',
  on: 'M7 3l8 7-8 7z',
  changeOn: 'M1 3l9 7-9 7zM10 3l9 7-9 7z',
  last: 'M3 3l10 7-10 7zM14 3h3v14h-3z',
};

/** What the controls ask for. */
interface Steps {
  readonly count: number;
  /** Goes to a moment; to the first or the last if there is none of that number. */
  go(index: number): void;
  /** Goes so many moments on, or back. */
  move(by: number): void;
  /** Goes to the next moment at which something else happens, or the one before. */
  jump(way: 1 | -1): void;
  togglePlay(): void;
}

/** Shows where in the run one is, and leads elsewhere. */
export class Controls implements View {
  readonly element: HTMLElement;
  readonly #count: number;
  readonly #slider = element('input', { type: 'range', min: '0', 'aria-label': 'Step' });
  readonly #where = element('output');
  readonly #speed = element('span', { class: 'speed' });
  readonly #play: HTMLButtonElement;
  readonly #back: readonly HTMLButtonElement[];
  readonly #on: readonly HTMLButtonElement[];

  /** `mayPlay`: whether there is a button that lets the run go by itself. */
  constructor(steps: Steps, mayPlay: boolean) {
    this.#count = steps.count;
    this.#slider.max = String(steps.count - 1);
    this.#slider.addEventListener('input', () => steps.go(Number(this.#slider.value)));
    this.#back = [
      button(signs.first, 'First step', 'Home', () => steps.go(0)),
      button(signs.changeBack, 'Back to a change', 'PageUp', () => steps.jump(-1)),
      button(signs.back, 'One step back', 'ArrowLeft', () => steps.move(-1)),
    ];
    this.#play = button(signs.play, 'Play', 'Space', () => steps.togglePlay());
    this.#play.hidden = !mayPlay;
    this.#on = [
      button(signs.on, 'One step on', 'ArrowRight', () => steps.move(1)),
      button(signs.changeOn, 'On to a change', 'PageDown', () => steps.jump(1)),
      button(signs.last, 'Last step', 'End', () => steps.go(steps.count - 1)),
    ];
    this.element = element(
      'div',
      { class: 'controls', role: 'group', 'aria-label': 'Steps' },
      ...this.#back,
      this.#play,
      ...this.#on,
      this.#slider,
      this.#where,
      this.#speed,
    );
    this.showPlaying(undefined);
  }

  show({ moment }: RunState, index: number): void {
    const at = milliseconds(moment.atMs);
    this.#slider.value = String(index);
    this.#slider.setAttribute('aria-valuetext', `${index + 1} of ${this.#count}, ${at}`);
    this.#where.textContent = `${index + 1} of ${this.#count} · ${at}`;
    // Not `disabled`, which would take the focus away from whoever went to the end by them.
    for (const each of this.#back) each.setAttribute('aria-disabled', `${index === 0}`);
    const isLast = index === this.#count - 1;
    for (const each of this.#on) each.setAttribute('aria-disabled', `${isLast}`);
  }

  /** Says on the button what it would do, and how many times slower than it was the run is played. */
  showPlaying(slowness: number | undefined): void {
    const isPlaying = slowness !== undefined;
    this.#play.replaceChildren(drawn(isPlaying ? signs.pause : signs.play));
    this.#play.setAttribute('aria-label', isPlaying ? 'Pause' : 'Play');
    this.#play.title = isPlaying ? 'Pause (Space)' : 'Play (Space)';
    const times = Number((slowness ?? 0).toPrecision(2)).toLocaleString('en');
    this.#speed.textContent = isPlaying ? `${times} times slower than it was` : '';
  }

  /** Puts the keyboard's focus on the button that plays, for Space, or else on that for one step. */
  focus(): void {
    const first = this.#play.hidden ? this.#on[0] : this.#play;
    first?.focus({ preventScroll: true });
  }
}

function drawn(sign: string): SVGElement {
  const path = svgElement('path', { d: sign });
  return svgElement('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, path);
}

function button(
  sign: string,
  label: string,
  key: string,
  act: () => void,
): HTMLButtonElement {
  const made = element(
    'button',
    {
      type: 'button',
      'aria-label': label,
      title: `${label} (${key})`,
      'aria-keyshortcuts': key,
    },
    drawn(sign),
  );
  made.addEventListener('click', act);
  return made;
}
