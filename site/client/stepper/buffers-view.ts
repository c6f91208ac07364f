/** What is on the way in each direction of each connection, and what is known of the buffers. */
import { element } from '../element.ts';
import type { BufferHint, RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';
import { byteCount, hintText } from './words.ts';

const HONESTLY =
  'The number of bytes is computed from the calls of both programs: what one has sent and the ' +
  'other has not received. The kernel keeps it in two buffers, and how much lies in which no ' +
  'call says. What is said of each is what a call was told last, and may have changed since. ' +
  'Of a send() that sleeps nobody sees how its bytes go: while it does, as much is shown ' +
  'as when it returned.';

interface Direction {
  readonly bar: HTMLElement;
  readonly count: HTMLElement;
  readonly sender: HTMLElement;
  readonly receiver: HTMLElement;
  readonly most: number;
}

export class BuffersView implements View {
  readonly element = element('section', { class: 'buffers', 'aria-label': 'Buffers' });
  readonly #directions: Direction[];

  constructor({ connections }: SteppedTrace) {
    this.#directions = connections.map(({ from, fromFd, to, toFd, levels }) => {
      const direction = {
        bar: element('div', { class: 'level' }),
        count: element('span', { class: 'count' }),
        sender: element('p', { class: 'told' }),
        receiver: element('p', { class: 'told' }),
        most: Math.max(1, ...levels.map(([, bytes]) => bytes)),
      };
      const label = `${from} (${fromFd}) → ${to} (${toFd})`;
      this.element.append(
        element('h3', {}, label),
        element('p', { class: 'on-the-way' }, 'on the way: ', direction.count),
        element('div', { class: 'tank', 'aria-hidden': 'true' }, direction.bar),
        element(
          'div',
          { class: 'ends' },
          element('div', {}, element('b', {}, `${from}’s buffer`), direction.sender),
          element('div', {}, element('b', {}, `${to}’s buffer`), direction.receiver),
        ),
      );
      return direction;
    });
    this.element.append(
      element('details', {}, element('summary', {}, 'How this is known'), HONESTLY),
    );
  }

  show({ directions }: RunState): void {
    for (const [index, parts] of this.#directions.entries()) {
      const { bytes = 0, sender, receiver } = directions[index] ?? {};
      parts.bar.style.inlineSize = `${(100 * bytes) / parts.most}%`;
      parts.count.textContent = byteCount(bytes);
      showHint(parts.sender, sender);
      showHint(parts.receiver, bytes === 0 ? undefined : receiver, bytes === 0);
    }
  }
}

function showHint(
  place: HTMLElement,
  hint: BufferHint | undefined,
  isEmpty = false,
): void {
  place.dataset.says = isEmpty ? 'empty' : (hint?.says ?? '');
  place.textContent = isEmpty
    ? 'empty: all that was sent has been received'
    : hintText(hint);
}
