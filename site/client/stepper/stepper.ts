/**
 * The player: steps through the system calls of a recorded run, forwards and back.
 *
 * Arrow keys, Home and End step, Space plays; buttons and a slider do the same. Nothing moves by
 * itself unless it is told to, and nothing can be told to if the reader wants less motion.
 */

import { element } from '../element.ts';
import { BuffersView } from './buffers-view.ts';
import { CodeView } from './code-view.ts';
import { Controls } from './controls.ts';
import { LanesView } from './lanes-view.ts';
import { LogView } from './log-view.ts';
import { SetsView } from './sets-view.ts';
import { type RunState, statesOf } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';
import { callerOf, callText, eventText } from './words.ts';

/** A player on the page. */
interface Stepper {
  /** Puts the keyboard's focus on its buttons. */
  focus(): void;
  /** Stops it and takes it off the page. */
  close(): void;
}

// A run is played in about half a minute, and no step goes by quicker or slower than that.
const WHOLE_RUN_MS = 30_000;
const SHORTEST_STEP_MS = 80;
const LONGEST_STEP_MS = 600;

/** Puts a player of a run into `host`. It can be used at once, and by several hosts of a page. */
export function openStepper(host: HTMLElement, trace: SteppedTrace): Stepper {
  const states = statesOf(trace);
  if (states.length === 0) {
    const nothing = element(
      'p',
      {},
      'This run makes no system call: there is nothing to step.',
    );
    host.append(nothing);
    return { focus: () => {}, close: () => nothing.remove() };
  }
  const player = new Player(trace, states);
  host.append(player.element);
  player.go(0);
  return player;
}

class Player implements Stepper {
  readonly element: HTMLElement;
  readonly count: number;
  readonly #trace: SteppedTrace;
  readonly #states: readonly RunState[];
  readonly #controls: Controls;
  readonly #views: readonly View[];
  readonly #now = element('div', {
    class: 'now',
    'aria-live': 'polite',
    'aria-atomic': 'true',
  });
  readonly #mayPlay = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  #index = 0;
  #timer: number | undefined;

  constructor(trace: SteppedTrace, states: readonly RunState[]) {
    this.#trace = trace;
    this.#states = states;
    this.count = states.length;
    this.#controls = new Controls(this, this.#mayPlay);
    const lanes = new LanesView(trace);
    const code = new CodeView(trace);
    const log = new LogView(
      trace,
      states.map(({ moment }) => moment),
      (index) => this.go(index),
    );
    const sides: View[] = [
      ...(trace.connections.length > 0 ? [new BuffersView(trace)] : []),
      ...(trace.calls.some(({ sets }) => sets) ? [new SetsView(trace)] : []),
    ];
    this.#views = [this.#controls, lanes, code, ...sides, log];
    const parts = element(
      'div',
      { class: 'parts' },
      this.#controls.element,
      lanes.element,
      this.#now,
      code.element,
      element('div', { class: 'sides' }, ...sides.map((view) => view.element)),
      log.element,
    );
    const label = `Step by step: ${trace.title}`;
    this.element = element('section', { class: 'stepper', 'aria-label': label }, parts);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  focus(): void {
    this.#controls.focus();
  }

  close(): void {
    this.#pause();
    this.element.remove();
  }

  go(index: number): void {
    this.#pause();
    this.#show(index);
  }

  move(by: number): void {
    this.go(this.#index + by);
  }

  togglePlay(): void {
    if (this.#timer !== undefined) this.#pause();
    else if (this.#mayPlay) this.#play();
  }

  #play(): void {
    if (this.#index === this.count - 1) this.#show(0);
    const each = WHOLE_RUN_MS / this.count;
    const stepMs = Math.min(LONGEST_STEP_MS, Math.max(SHORTEST_STEP_MS, each));
    this.#now.setAttribute('aria-live', 'off'); // nobody can listen as quickly
    this.#controls.showPlaying(true);
    this.#timer = setInterval(() => {
      if (this.#index === this.count - 1 || !this.element.isConnected) this.#pause();
      else this.#show(this.#index + 1);
    }, stepMs) as unknown as number;
  }

  #pause(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#now.setAttribute('aria-live', 'polite');
    this.#controls.showPlaying(false);
  }

  #show(index: number): void {
    this.#index = Math.min(this.count - 1, Math.max(0, index));
    const state = this.#states[this.#index];
    if (state === undefined) return;
    for (const view of this.#views) view.show(state, this.#index);
    const { moment } = state;
    this.element.dataset.kind = moment.call.refused ? 'refused' : moment.kind;
    this.#now.replaceChildren(
      element(
        'p',
        {},
        element('b', {}, callerOf(this.#trace, moment.call)),
        ` ${eventText(moment)}`,
      ),
      element('code', {}, callText(moment)),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as HTMLElement;
    // The slider knows these keys itself, and what can be scrolled needs them.
    if (target.matches('input, pre, .log')) {
      if (event.key !== ' ' || !target.matches('input')) return;
    }
    if (event.key === ' ' && target.matches('button, summary')) return;
    const act = {
      ArrowRight: () => this.move(1),
      ArrowLeft: () => this.move(-1),
      Home: () => this.go(0),
      End: () => this.go(this.count - 1),
      ' ': () => this.togglePlay(),
    }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }
}
