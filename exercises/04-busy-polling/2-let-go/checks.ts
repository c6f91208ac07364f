/**
 * Rounds in which clients end, break, and have to wait.
 */
import { errno, Socket, SystemError, WouldBlockError } from 'would-block';
import { check, checks, Wrong } from 'would-block/testing';
import type { Client } from './starter.ts';

type Answer = typeof import('./starter.ts');

interface Guest extends Client {
  readonly name: string;
}

function guests(names: string): Guest[] {
  return [...names].map((name) => ({ name, socket: new Socket() }));
}

type Turn = 'ends' | keyof typeof errors;

const errors = {
  'is broken': () => new SystemError('recv', -errno.ECONNRESET),
  'does not answer any more': () => new SystemError('recv', -errno.ETIMEDOUT),
  'would block': () => new WouldBlockError('recv', -errno.EAGAIN),
  'is not connected yet': () => new WouldBlockError('connect', -errno.EINPROGRESS),
};

/** Does a round in which these clients do these things, and others stay. Throws if it goes wrong. */
function expectRound(
  { round }: Answer,
  names: string,
  turns: Record<string, Turn>,
  stay: string,
) {
  const clients = guests(names);
  const all = [...clients];
  let served = '';
  round(clients, ({ name }) => {
    served += name;
    if (served.length > 100) throw new Wrong('There is no end to the round.');
    const turn = turns[name];
    if (turn !== undefined && turn !== 'ends') throw errors[turn]();
    return turn === undefined;
  });
  const told = Object.entries(turns).map(([name, turn]) => `${name} ${turn}`);
  const happened = `Of the clients ${[...names].join(', ')}: ${told.join(', ') || 'all stay'}`;
  if (served !== names) {
    throw new Wrong(
      `${happened}. Turns were given to '${served}'. Who was left out, or had two?`,
    );
  }
  expectStayed(happened, clients, all, stay);
}

/** Those who stay are in the list, in order, and open; the others are closed. */
function expectStayed(happened: string, clients: Guest[], all: Guest[], stay: string) {
  const stayed = clients.map(({ name }) => name).join('');
  if (stayed !== stay)
    throw new Wrong(`${happened}. In the list is '${stayed}', not '${stay}'.`);
  for (const { name, socket } of all) {
    const isOpen = socket.fileno() >= 0;
    if (isOpen === stay.includes(name)) continue;
    throw new Wrong(
      isOpen
        ? `${happened}. The socket of ${name} is still open, and nobody can get at it any more.`
        : `${happened}. The socket of ${name} is closed, who was to stay.`,
    );
  }
  for (const { socket } of clients) socket.close();
}

export default checks<Answer>([
  check('everybody stays', (answer) => {
    expectRound(answer, 'abc', {}, 'abc');
  }),
  check('one ends', (answer) => {
    expectRound(answer, 'abc', { b: 'ends' }, 'ac');
  }),
  check('two end, one after the other', (answer) => {
    expectRound(answer, 'abcd', { b: 'ends', c: 'ends' }, 'ad');
  }),
  check('all end', (answer) => {
    expectRound(answer, 'abc', { a: 'ends', b: 'ends', c: 'ends' }, '');
  }),
  check('the last one ends', (answer) => {
    expectRound(answer, 'abc', { c: 'ends' }, 'ab');
  }),
  check('one is broken', (answer) => {
    expectRound(answer, 'abc', { a: 'is broken' }, 'bc');
  }),
  check('one is broken, and the next one ends', (answer) => {
    expectRound(answer, 'abcd', { b: 'is broken', c: 'ends' }, 'ad');
  }),
  check('one would block', (answer) => {
    expectRound(answer, 'abc', { b: 'would block' }, 'abc');
  }),
  check('nobody is there', (answer) => {
    expectRound(answer, '', {}, '');
  }),
  check('one does not answer any more', (answer) => {
    expectRound(answer, 'abc', { b: 'does not answer any more' }, 'ac');
  }),
  check('one is not connected yet', (answer) => {
    expectRound(answer, 'abc', { b: 'is not connected yet' }, 'abc');
  }),
  check('a mistake in the program', ({ round }) => {
    // Errors of Node's own have a code too.
    const code = 'ERR_INVALID_ARG_TYPE';
    const mistake = Object.assign(new TypeError('undefined is not a function'), { code });
    const clients = guests('abcd');
    const all = [...clients];
    const happened = 'Of the clients a, b, c, d: a ends, and b meets a TypeError';
    let served = '';
    let thrown: unknown;
    try {
      round(clients, ({ name }) => {
        served += name;
        if (name === 'b') throw mistake;
        return name !== 'a';
      });
    } catch (error) {
      thrown = error;
    }
    if (thrown === undefined) {
      throw new Wrong(
        'serve() threw a TypeError, and nobody heard of it. Which errors does the network make?',
      );
    }
    if (thrown !== mistake) throw thrown;
    if (served !== 'ab') {
      throw new Wrong(
        `${happened}. Turns were given to '${served}'. Who knows what the program does after its mistake?`,
      );
    }
    expectStayed(happened, clients, all, 'bcd');
  }),
]);
