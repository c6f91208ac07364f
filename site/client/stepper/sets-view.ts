/**
 * The sets of select(2): which descriptors each program asked about, and which were ready. No program
 * of which there is a timeline waits in poll(2) or epoll_wait(2): the course builds its loop on select.
 */

import { element } from '../browser/element.ts';
import type { Moment } from './moments.ts';
import { type RunState, waitsForDescriptors } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';
import { milliseconds } from './words.ts';

/** Shows the last select() of each program that waits for descriptors. */
export class SetsView implements View {
  readonly element = element('section', {
    class: 'sets',
    'aria-label': 'Sets of select()',
  });
  /** What is shown of each program, by its lane. */
  readonly #places = new Map<number, { place: HTMLElement; shown: Moment | undefined }>();

  constructor({ calls, lanes }: SteppedTrace) {
    for (const call of calls) {
      if (!waitsForDescriptors(call) || this.#places.has(call.program)) continue;
      const place = element('div', {}, element('p', {}, 'not called yet'));
      const title = `select() of ${lanes[call.program]?.name}`;
      this.element.append(element('h3', {}, title), place);
      this.#places.set(call.program, { place, shown: undefined });
    }
  }

  /** Whether any program waits for descriptors. */
  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  show({ selects }: RunState): void {
    for (const [program, slot] of this.#places) {
      const select = selects.get(program);
      if (select === slot.shown) continue;
      slot.shown = select;
      slot.place.replaceChildren(
        ...(select === undefined ? [element('p', {}, 'not called yet')] : setsOf(select)),
      );
    }
  }
}

function setsOf({ kind, atMs, call: { sets } }: Moment): HTMLElement[] {
  if (sets === undefined) return [];
  const { wanted, ready } = sets;
  const isOver = kind !== 'sleep';
  const row = (fd: number, way: string, isReady: boolean) =>
    element(
      'tr',
      { 'data-ready': String(isReady && isOver) },
      element('th', { scope: 'row' }, `${fd}`),
      element('td', {}, way),
      element('td', {}, isOver ? (isReady ? 'ready' : 'no') : '…'),
    );
  const rows = [
    ...wanted.in.map((fd) => row(fd, 'readable?', ready.in.includes(fd))),
    ...wanted.out.map((fd) => row(fd, 'writable?', ready.out.includes(fd))),
  ];
  const head = element(
    'tr',
    {},
    ...['descriptor', 'asked', 'answer'].map((text) =>
      element('th', { scope: 'col' }, text),
    ),
  );
  const since = `${isOver ? 'answered at' : 'asleep since'} ${milliseconds(atMs)}`;
  const [thead, tbody] = [element('thead', {}, head), element('tbody', {}, ...rows)];
  return [element('p', {}, since), element('table', {}, thead, tbody)];
}
