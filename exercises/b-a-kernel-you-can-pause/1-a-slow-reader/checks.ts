/**
 * The learner's judge is judged: it must see through each sender, and accuse none that is correct.
 */
import { BoundError, DeadlockError } from 'would-block/sim';
import { check, checks, Wrong } from 'would-block/testing';
import { senders } from './senders.ts';
import type { Verdict } from './starter.ts';

type Answer = typeof import('./starter.ts');

/** A check of one sender, that ends with the reason why its verdict is what it is. */
function verdictOn(name: keyof typeof senders, expected: Verdict, reason: string) {
  return check<Answer>(
    `${name}: ${expected}`,
    ({ judge }) => {
      let verdict: Verdict;
      try {
        verdict = judge(senders[name]);
      } catch (error) {
        if (!(error instanceof DeadlockError || error instanceof BoundError)) throw error;
        throw new Wrong(
          `The kernel throws ${error.name}, and judge() lets it through. ${reason}`,
        );
      }
      if (verdict !== expected) {
        throw new Wrong(`judge() says '${verdict}', not '${expected}'. ${reason}`);
      }
    },
    { only: 'simulated' },
  );
}

export default checks<Answer>([
  verdictOn(
    'waits',
    'correct',
    'It sends the rest when select() says that there is room.',
  ),
  verdictOn('waitsFirst', 'correct', 'It asks select() before each send().'),
  verdictOn(
    'waitsInSteps',
    'correct',
    'It sleeps until there is room, and wakes every 50 ms to look at something else.',
  ),
  verdictOn(
    'sendsSlices',
    'correct',
    'It makes more calls than it must, for 97 bytes each, and sleeps when there is no room.',
  ),
  verdictOn('blocks', 'correct', 'It makes the socket a blocking one, which may wait.'),
  verdictOn('asksAgain', 'spins', 'Where there is no room, it tries again at once.'),
  verdictOn('hasNoTime', 'spins', 'It calls select() with a timeout of 0.'),
  verdictOn(
    'sleepsOnce',
    'spins',
    'It sleeps for a millisecond when there is no room for the first time. From then on it tries again at once.',
  ),
  verdictOn('dropsTheRest', 'wrong bytes', 'It calls send() once, whatever fits.'),
  verdictOn(
    'skips',
    'wrong bytes',
    'It sends 97 bytes at a time, and goes on with the next 97 whatever send() has taken.',
  ),
  verdictOn(
    'sendsTheWrongRest',
    'wrong bytes',
    'It sends as many bytes as it should, but after the first send() not the right ones.',
  ),
  verdictOn(
    'putsLast',
    'wrong bytes',
    'It sends every byte, but what does not fit goes behind all the others.',
  ),
  verdictOn(
    'waitsForTheReader',
    'hangs',
    'It waits until there is something to read, and the reader never says a word.',
  ),
]);
