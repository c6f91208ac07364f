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

type Turn = 'stays' | 'ends' | 'is broken' | 'would block';

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
    const turn = turns[name] ?? 'stays';
    if (turn === 'is broken') throw new SystemError('recv', -errno.ECONNRESET);
    if (turn === 'would block') throw new WouldBlockError('recv', -errno.EAGAIN);
    return turn === 'stays';
  });
  const told = Object.entries(turns).map(([name, turn]) => `${name} ${turn}`);
  const happened = `Of the clients ${[...names].join(', ')}: ${told.join(', ')}`;
  if (served !== names) {
    throw new Wrong(
      `${happened}. Turns were given to '${served}'. Who was left out, or had two?`,
    );
  }
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
  check('a mistake in the program', ({ round }) => {
    const clients = guests('ab');
    const mistake = new TypeError('undefined is not a function');
    try {
      round(clients, () => {
        throw mistake;
      });
    } catch (error) {
      for (const { socket } of clients) socket.close();
      if (error !== mistake) throw error;
      return;
    }
    throw new Wrong(
      'serve() threw a TypeError, and nobody heard of it. Which errors does the network make?',
    );
  }),
]);
