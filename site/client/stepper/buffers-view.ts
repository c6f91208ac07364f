/** What is on the way in each direction of each connection, and what is known of the buffers. */

import { element } from '../browser/element.ts';
import type { BufferFill, BufferHint, DirectionState } from './buffer-states.ts';
import type { RunState } from './states.ts';
import type { SteppedTrace } from './stepped-trace.ts';
import type { View } from './view.ts';
import { byteCount, endText, fullness, hintText } from './words.ts';

const COMPUTED =
  'The number of bytes is computed from the calls of both programs: what one has sent and the ' +
  'other has not received. The kernel keeps it in two buffers, and how much lies in which no ' +
  'call says. What is said of each is what a call was told last, and may have changed since. ' +
  'Of a send() that sleeps nobody sees how its bytes go: while it does, as much is shown ' +
  'as when it returned.';

const MEASURED =
  'While the run was recorded, the kernel was asked some thousand times a second what lay in the ' +
  'buffers (sock_diag(7)); between two answers a buffer is taken to change evenly. A buffer is full when its memory is ' +
  'used up, of which each packet takes more than its bytes. Up to the mark, select() calls the socket writable. ' +
  'Bytes that have arrived, and whose arrival is not confirmed yet, lie in both buffers.';

const SIMULATED =
  'The kernel of this run is simulated, and has told what lay in the buffers whenever that changed. ' +
  'A buffer to send is full when it holds as many bytes as SO_SNDBUF says, a buffer to receive at half of ' +
  'SO_RCVBUF. Up to the mark, select() calls the socket writable.';

/** How to show one direction. */
interface DirectionParts {
  readonly element: HTMLElement;
  show(state: DirectionState): void;
}

/** Shows the buffers of each direction: as the kernel said, or what the calls tell of them. */
export class BuffersView implements View {
  readonly element = element('section', { class: 'buffers', 'aria-label': 'Buffers' });
  readonly #directions: readonly DirectionParts[];

  constructor(trace: SteppedTrace) {
    const isMeasured = (index: number) => (trace.buffers?.[index]?.length ?? 0) > 0;
    this.#directions = trace.connections.map((connection, index) => {
      const { from, fromFd, to, toFd } = connection;
      const parts = isMeasured(index)
        ? measuredParts(connection)
        : computedParts(connection);
      this.element.append(
        element('h3', {}, `${endText(from, fromFd)} → ${endText(to, toFd)}`),
        parts.element,
      );
      return parts;
    });
    const isWhole = trace.connections.every((_, index) => isMeasured(index));
    const how = trace.isSimulated ? SIMULATED : isWhole ? MEASURED : COMPUTED;
    this.element.append(
      element('details', {}, element('summary', {}, 'How this is known'), how),
    );
  }

  show({ directions }: RunState): void {
    for (const [index, parts] of this.#directions.entries()) {
      const state = directions[index];
      if (state !== undefined) parts.show(state);
    }
  }
}

type Connection = SteppedTrace['connections'][number];

/** Two buffers, each as full as the kernel said. */
function measuredParts({ from, to }: Connection): DirectionParts {
  const sender = new Tank(`${from}’s buffer to send`, true);
  const receiver = new Tank(`${to}’s buffer to receive`, false);
  return {
    element: element('div', { class: 'ends' }, sender.element, receiver.element),
    show({ exists, fills, sender: sent, receiver: received }) {
      sender.show(exists, fills?.sender, sent);
      receiver.show(exists, fills?.receiver, received);
    },
  };
}

class Tank {
  readonly element: HTMLElement;
  readonly #level = element('div', { class: 'level' });
  readonly #count = element('span', { class: 'count' });
  readonly #told = element('p', { class: 'told' });

  constructor(name: string, hasMark: boolean) {
    const mark = hasMark ? [element('div', { class: 'mark' })] : [];
    const tank = element('div', { class: 'tank', 'aria-hidden': 'true' }, this.#level);
    tank.append(...mark);
    const heading = element('p', {}, element('b', {}, name), ' ', this.#count);
    this.element = element('div', {}, heading, tank, this.#told);
  }

  show(exists: boolean, fill: BufferFill | undefined, hint: BufferHint | undefined) {
    const { bytes, share } = fill ?? { bytes: 0, share: 0 };
    const level =
      bytes === 0 ? fullness(share) : `${fullness(share)}: ${byteCount(bytes)}`;
    this.#level.style.inlineSize = `${100 * Math.min(1, share)}%`;
    this.#count.textContent = exists ? level : '';
    showHint(this.#told, exists, hint);
    // The kernel has told enough. Its place is kept, so that nothing moves.
    this.#told.style.visibility = exists && hint === undefined ? 'hidden' : '';
  }
}

/** What is on the way in both together, and what calls were told of each. */
function computedParts({ from, to, levels }: Connection): DirectionParts {
  const most = Math.max(1, ...levels.map(([, bytes]) => bytes));
  const level = element('div', { class: 'level' });
  const count = element('span', { class: 'count' });
  const [sender, receiver] = [
    element('p', { class: 'told' }),
    element('p', { class: 'told' }),
  ];
  return {
    element: element(
      'div',
      { class: 'together' },
      element('p', {}, 'on the way: ', count),
      element('div', { class: 'tank', 'aria-hidden': 'true' }, level),
      element(
        'div',
        { class: 'ends' },
        element('div', {}, element('b', {}, `${from}’s buffer`), sender),
        element('div', {}, element('b', {}, `${to}’s buffer`), receiver),
      ),
    ),
    show({ exists, bytes, sender: sent, receiver: received }) {
      level.style.inlineSize = `${(100 * bytes) / most}%`;
      count.textContent = byteCount(bytes);
      showHint(sender, exists, sent);
      showHint(receiver, exists, bytes === 0 ? 'empty' : received);
    },
  };
}

function showHint(
  place: HTMLElement,
  exists: boolean,
  hint: BufferHint | 'empty' | undefined,
): void {
  const known = exists ? hint : undefined;
  place.dataset.says = typeof known === 'object' ? known.says : (known ?? '');
  if (!exists) place.textContent = 'not connected yet';
  else
    place.textContent =
      known === 'empty' ? 'empty: nothing is on the way' : hintText(known);
}
