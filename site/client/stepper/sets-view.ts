/** The sets of select(2): which descriptors it was asked about, and which were ready. */
import { element } from '../element.ts';
import type { RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';
import { milliseconds } from './words.ts';

export class SetsView implements View {
  readonly element = element('section', {
    class: 'sets',
    'aria-label': 'Sets of select()',
  });
  readonly #trace: SteppedTrace;
  #shown: unknown;

  constructor(trace: SteppedTrace) {
    this.#trace = trace;
  }

  show({ select, moment }: RunState): void {
    if (select === this.#shown && select !== undefined) return;
    this.#shown = select;
    const program = this.#trace.lanes[moment.call.program]?.name ?? '';
    const title = element('h3', {}, `select() of ${program}`);
    if (select?.call.sets === undefined) {
      this.element.replaceChildren(title, element('p', {}, 'not called yet'));
      return;
    }
    const { wanted, ready } = select.call.sets;
    const isOver = select.kind !== 'sleep';
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
    const since = `${isOver ? 'answered at' : 'asleep since'} ${milliseconds(select.atMs)}`;
    if (rows.length === 0) {
      const nobody = 'it waits for no descriptor, for its time limit alone';
      this.element.replaceChildren(title, element('p', {}, `${since}: ${nobody}`));
      return;
    }
    const [thead, tbody] = [element('thead', {}, head), element('tbody', {}, ...rows)];
    const table = element('table', {}, thead, tbody);
    this.element.replaceChildren(title, element('p', {}, since), table);
  }
}
