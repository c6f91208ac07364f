/**
 * The player: steps through the system calls of a recorded run, forwards and back.
 *
 * Arrow keys, Home and End step, the keys that turn pages jump to where something else happens, Space plays; buttons
 * and a slider do the same. Nothing moves by itself unless it is told to, and nothing can be told to
 * if the reader wants less motion.
 */

import { element } from '../browser/element.ts';
import { BuffersView } from './buffers-view.ts';
import { changesOf } from './changes.ts';
import { CodeView } from './code-view.ts';
import { Controls } from './controls.ts';
import { LogView } from './log-view.ts';
import { Playback } from './playback.ts';
import { reasonText } from './reasons.ts';
import { SetsView } from './sets-view.ts';
import { type RunState, statesOf } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import { TimeView } from './time-view.ts';
import type { View } from './view.ts';
import { callerOf, callText, eventText } from './words.ts';

/** A player on the page. */
interface Stepper {
  /** Puts the keyboard's focus on its buttons. */
  focus(): void;
  /** Stops it and takes it off the page. */
  close(): void;
}

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
  readonly #changes: readonly boolean[];
  readonly #controls: Controls;
  readonly #time: TimeView;
  readonly #views: readonly View[];
  readonly #now = element('div', {
    class: 'now',
    'aria-live': 'polite',
    'aria-atomic': 'true',
  });
  readonly #mayPlay = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  #index = 0;
  #frame: number | undefined;

  constructor(trace: SteppedTrace, states: readonly RunState[]) {
    this.#trace = trace;
    this.#states = states;
    this.count = states.length;
    const moments = states.map(({ moment }) => moment);
    this.#changes = changesOf(moments);
    this.#controls = new Controls(this, this.#mayPlay);
    this.#time = new TimeView(trace, (atMs) => this.#goTo(atMs));
    const code = new CodeView(trace);
    const log = new LogView(trace, moments, (index) => this.go(index));
    const sets = new SetsView(trace);
    const sides: View[] = [
      ...(trace.connections.length > 0 ? [new BuffersView(trace)] : []),
      ...(sets.isEmpty ? [] : [sets]),
    ];
    this.#views = [this.#controls, this.#time, code, ...sides, log];
    const parts = element(
      'div',
      { class: 'parts' },
      this.#controls.element,
      this.#time.element,
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

  jump(way: 1 | -1): void {
    let index = this.#index + way;
    while (this.#changes[index] === false) index += way;
    this.go(index);
  }

  togglePlay(): void {
    if (this.#frame !== undefined) this.#pause();
    else if (this.#mayPlay) this.#play();
  }

  /** Goes to the last moment that was at a time, or before it. */
  #goTo(atMs: number): void {
    this.go(this.#states.findLastIndex(({ moment }) => moment.atMs <= atMs));
  }

  #play(): void {
    if (this.#index === this.count - 1) this.#show(0);
    const timesMs = this.#states.map(({ moment }) => moment.atMs);
    const playback = new Playback({ ...this.#trace, timesMs }, this.#index);
    this.#now.setAttribute('aria-live', 'off'); // nobody can listen as quickly
    this.#controls.showPlaying(playback.slowness);
    let lastMs = performance.now();
    const next = (nowMs: number) => {
      playback.advance(Math.max(0, nowMs - lastMs));
      lastMs = nowMs;
      if (playback.index !== this.#index) this.#show(playback.index);
      this.#time.point(playback.atMs);
      if (playback.isOver || !this.element.isConnected) this.#pause();
      else this.#frame = requestAnimationFrame(next);
    };
    this.#frame = requestAnimationFrame(next);
  }

  #pause(): void {
    if (this.#frame === undefined) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#now.setAttribute('aria-live', 'polite');
    this.#controls.showPlaying(undefined);
  }

  #show(index: number): void {
    this.#index = Math.min(this.count - 1, Math.max(0, index));
    const state = this.#states[this.#index];
    if (state === undefined) return;
    for (const view of this.#views) view.show(state, this.#index);
    const { moment } = state;
    this.element.dataset.kind = moment.call.refused ? 'refused' : moment.kind;
    const who = element('b', {}, callerOf(this.#trace, moment.call));
    this.#now.replaceChildren(
      element('p', {}, who, ` ${eventText(moment)}. ${reasonText(state)}`),
      element('code', {}, callText(moment)),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as HTMLElement;
    const act = keys[event.key];
    if (act === undefined || knowsItself(target, event.key)) return;
    event.preventDefault();
    act(this);
  }
}

const keys: Readonly<Record<string, (player: Player) => void>> = {
  ArrowRight: (player) => player.move(1),
  ArrowLeft: (player) => player.move(-1),
  // For lists alone: elsewhere they scroll.
  ArrowDown: (player) => player.move(1),
  ArrowUp: (player) => player.move(-1),
  PageDown: (player) => player.jump(1),
  PageUp: (player) => player.jump(-1),
  Home: (player) => player.go(0),
  End: (player) => player.go(player.count - 1),
  ' ': (player) => player.togglePlay(),
};

/** Whether a key has a meaning where the focus is: buttons are pressed, code is scrolled, the slider slides. */
function knowsItself(target: HTMLElement, key: string): boolean {
  if (target.matches('pre')) return true;
  if (key === ' ') return target.matches('button, summary');
  if (target.matches('input')) return !key.startsWith('Page');
  return (key === 'ArrowUp' || key === 'ArrowDown') && !target.matches('.log');
}
