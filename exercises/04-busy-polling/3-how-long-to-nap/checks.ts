/**
 * Naps in virtual time, told from the times at which rounds are done.
 */
import { currentKernel } from 'would-block';
import { check, checks, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');

/**
 * Lets it do rounds of which some bring something: 'n' nothing, 'S' something. Answers the naps in
 * ms after each of them, rounded.
 */
function napsAfter({ poll }: Answer, rounds: string, mostMs: number): number[] {
  const now = () => currentKernel().monotonicMs();
  const times: number[] = [];
  poll(
    () => {
      if (times.length >= rounds.length)
        throw new Wrong('It was over, and another round was done.');
      times.push(now());
      return rounds[times.length - 1] === 'S';
    },
    () => times.length >= rounds.length,
    mostMs,
  );
  times.push(now());
  return times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
}

function expectNaps(
  answer: Answer,
  rounds: string,
  mostMs: number,
  expected: number[],
): void {
  const naps = napsAfter(answer, rounds, mostMs);
  if (naps.join() === expected.join()) return;
  const taken = naps.filter((nap) => nap > 0);
  if (taken.length > 1 && taken.every((nap) => nap === mostMs)) {
    throw new Wrong(
      `Each nap was as long as the longest may be, ${mostMs} ms. How long is the first after something has come?`,
    );
  }
  const told = [...rounds]
    .map((round) => (round === 'S' ? 'something' : 'nothing'))
    .join(', ');
  throw new Wrong(
    `With naps of at most ${mostMs} ms, the rounds brought ${told}. After them it slept ` +
      `${naps.join(', ')} ms, not ${expected.join(', ')}.`,
  );
}

export default checks<Answer>(
  [
    check('naps that grow', (answer) => {
      expectNaps(answer, 'nnnnn', 1000, [1, 2, 4, 8, 0]);
    }),
    check('no longer than the longest', (answer) => {
      expectNaps(answer, 'nnnnnnnn', 20, [1, 2, 4, 8, 16, 20, 20, 0]);
    }),
    check('no nap after a round that brought something', (answer) => {
      expectNaps(answer, 'SSSSn', 50, [0, 0, 0, 0, 0]);
    }),
    check('from the beginning after something has come', (answer) => {
      expectNaps(answer, 'nnnnSnnSSn', 50, [1, 2, 4, 8, 0, 1, 2, 0, 0, 0]);
    }),
    check('a longest nap of 1 ms', (answer) => {
      expectNaps(answer, 'nnnn', 1, [1, 1, 1, 0]);
    }),
    check('over before it has begun', ({ poll }) => {
      const before = currentKernel().monotonicMs();
      poll(
        () => {
          throw new Wrong('It was over from the beginning, and a round was done.');
        },
        () => true,
        50,
      );
      if (currentKernel().monotonicMs() - before >= 1) {
        throw new Wrong('It was over from the beginning, and it slept.');
      }
    }),
    check('over when something has come', (answer) => {
      expectNaps(answer, 'nnSS', 50, [1, 2, 0, 0]);
    }),
    check('over during a nap', ({ poll }) => {
      const now = () => currentKernel().monotonicMs();
      const end = now() + 10;
      poll(
        () => {
          if (now() < end) return false;
          throw new Wrong(
            'It was over during a nap, and another round was done. When did you ask isOver() last?',
          );
        },
        () => now() >= end,
        50,
      );
    }),
    check('ten seconds of silence', ({ poll }) => {
      const { monotonicMs } = currentKernel();
      const now = () => monotonicMs.call(currentKernel());
      const end = now() + 10_000;
      let rounds = 0;
      poll(
        () => {
          rounds += 1;
          if (rounds > 10_000) {
            throw new Wrong(
              'Nobody said anything, and ten thousand rounds were done. Who sleeps?',
            );
          }
          return false;
        },
        () => now() >= end,
        100,
      );
      if (rounds > 120) {
        throw new Wrong(
          `${rounds} rounds in ten seconds of silence, with naps of up to 100 ms.`,
        );
      }
    }),
  ],
  { only: 'simulated' },
);
