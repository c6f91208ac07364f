/** Random programs: which steps there are, how often, and with what numbers. */
import fc from 'fast-check';
import {
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  EPOLLET,
  EPOLLONESHOT,
  EPOLLRDHUP,
  POLLIN,
  POLLOUT,
} from '../../sys/index.ts';
import type { Family, Pick, Step } from './step.ts';

// #region numbers
const index = fc.nat(31);
const patient = fc.boolean();

/** Most steps are about a descriptor that fits; a few are the mistakes that programs make. */
const pick: fc.Arbitrary<Pick> = fc.record({
  suitable: fc.nat(15).map((chance) => chance !== 15),
  index,
});

const family = fc.constantFrom<Family>('IPv4', 'IPv4', 'IPv6', 'Unix');
const backlog = fc.constantFrom(0, 1, 16);
const amount = fc.constantFrom(0, 1, 2, 7, 100, 1000);

const pollEvents = fc.constantFrom(
  POLLIN,
  POLLOUT,
  POLLIN | POLLOUT,
  POLLIN | POLLOUT | EPOLLRDHUP,
  0,
);

const epollEvents = fc
  .tuple(pollEvents, fc.constantFrom(0, EPOLLET, EPOLLONESHOT, EPOLLET | EPOLLONESHOT, 0))
  .map(([events, manner]) => events | manner);

const operation = fc.constantFrom(
  EPOLL_CTL_ADD,
  EPOLL_CTL_ADD,
  EPOLL_CTL_MOD,
  EPOLL_CTL_DEL,
);
// #endregion

// #region steps
/** A step about one descriptor. */
function onOne<Name extends Step['step'], More extends object = Record<never, never>>(
  step: Name,
  more?: { [Key in keyof More]: fc.Arbitrary<More[Key]> },
) {
  return fc.record({ step: fc.constant(step), on: pick, ...more });
}

function step<Name extends Step['step'], More extends object>(
  name: Name,
  more: { [Key in keyof More]: fc.Arbitrary<More[Key]> },
) {
  return fc.record({ step: fc.constant(name), ...more });
}

type Weighted = [weight: number, step: fc.Arbitrary<unknown>];

const opening: Weighted[] = [
  [6, step('connection', { family })],
  [3, step('pipe', {})],
  [4, step('epoll', {})],
  [3, step('listener', { family, backlog })],
  [1, step('socket', { family })],
];

const acting: Weighted[] = [
  [1, step('connection', { family })],
  [1, step('pipe', {})],
  [1, step('epoll', {})],
  [1, step('listener', { family, backlog })],
  [2, step('socket', { family })],
  [5, step('client', { address: index })],
  [1, onOne('bind', { address: index })],
  [1, onOne('listen', { backlog })],
  [3, onOne('connect', { address: index })],
  [5, onOne('accept')],
  [14, onOne('send', { bytes: amount })],
  [
    12,
    onOne('receive', { bytes: amount, peek: fc.nat(4).map((chance) => chance === 0) }),
  ],
  [1, onOne('fill')],
  [3, onOne('drain')],
  [4, onOne('shutdown', { how: fc.constantFrom(0, 1, 1, 2, 3) })],
  [5, onOne('close', { rush: fc.boolean() })],
  [2, onOne('reset')],
  [2, onOne('duplicate')],
  [2, onOne('error')],
  [2, onOne('names')],
  [
    8,
    step('poll', { on: fc.array(pick, { maxLength: 6 }), events: pollEvents, patient }),
  ],
  [4, step('select', { on: fc.array(pick, { maxLength: 6 }), patient })],
  [14, onOne('control', { epoll: index, operation, events: epollEvents })],
  [14, step('wait', { epoll: index, patient })],
];

function oneOf(steps: Weighted[]): fc.Arbitrary<Step> {
  const options = steps.map(([weight, arbitrary]) => ({ weight, arbitrary }));
  return fc.oneof(...options) as fc.Arbitrary<Step>;
}

function several(steps: Weighted[], minLength: number, maxLength: number) {
  return fc.array(oneOf(steps), { minLength, maxLength, size: 'max' });
}

/**
 * A program of up to 40 steps. It begins with some that open things, few enough that the others
 * often meet: a reader and its writer, an epoll and what it watches.
 */
export const anyProgram: fc.Arbitrary<Step[]> = fc
  .tuple(several(opening, 1, 5), several(acting, 1, 36))
  .map(([first, then]) => [...first, ...then]);
// #endregion
