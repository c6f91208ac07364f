/**
 * One call alone, then two and three at the same moment: the others' calls run in each gap between two accesses of ours.
 */
import { check, checks, interleave, type OnShared, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');
/** Where MOST stands, as the starter has it. */
const MOST = 1;

type Numbers = readonly [now: number, most: number, bytes: number];

function tallyOf(numbers: Numbers): Int32Array {
  const tally = new Int32Array(new SharedArrayBuffer(12));
  tally.set(numbers);
  return tally;
}

function expectTally(tally: Int32Array, wanted: Numbers, happened: string): void {
  const found = [...tally];
  const names = ['NOW', 'MOST', 'BYTES'];
  const place = wanted.findIndex((number, index) => number !== found[index]);
  if (place === -1) return;
  throw new Wrong(
    `${happened}. ${names[place]} should be ${wanted[place]} then, and is ${found[place]}. ` +
      'Which access read a number that was no longer true when the next one wrote?',
  );
}

/** Runs ours with theirs in every gap, and in every two gaps. */
function everyWay(
  before: Numbers,
  ours: OnShared,
  theirs: OnShared,
  wanted: { readonly once: Numbers; readonly twice: Numbers },
  happened: string,
): void {
  const { accesses } = interleave(tallyOf(before), ours);
  for (let first = 1; first <= accesses; first++) {
    const tally = tallyOf(before);
    interleave(tally, ours, { at: [first], between: theirs });
    expectTally(tally, wanted.once, `${happened}, before its access ${first}`);
  }
  // What is tried again has more accesses than what succeeds at once.
  for (let first = 1; first <= accesses; first++) {
    for (let second = first; second <= accesses + 2; second++) {
      const tally = tallyOf(before);
      const { accesses: made } = interleave(tally, ours, {
        at: [first, second],
        between: theirs,
      });
      if (second > made) continue;
      expectTally(
        tally,
        wanted.twice,
        `${happened}, before its accesses ${first} and ${second}`,
      );
    }
  }
}

export default checks<Answer>([
  check('clients come and go, one after the other', ({ clientCame, clientLeft }) => {
    const tally = tallyOf([0, 0, 0]);
    clientCame(tally);
    expectTally(tally, [1, 1, 0], 'One client has come');
    clientCame(tally);
    clientLeft(tally, 70);
    expectTally(tally, [1, 2, 70], 'Two have come, and one has left after 70 bytes');
    clientCame(tally);
    clientLeft(tally, 5);
    clientLeft(tally, 6);
    expectTally(tally, [0, 2, 81], 'Three have come, no more than two at once, and left');
  }),

  check('two clients leave at the same moment', ({ clientLeft }) => {
    everyWay(
      [3, 5, 100],
      (tally) => clientLeft(tally, 10),
      (tally) => clientLeft(tally, 7),
      { once: [1, 5, 117], twice: [0, 5, 124] },
      'A client leaves while another one does',
    );
  }),

  check('two clients come at the same moment', ({ clientCame }) => {
    const wanted = { once: [2, 2, 0], twice: [3, 3, 0] } as const;
    everyWay(
      [0, 0, 0],
      clientCame,
      clientCame,
      wanted,
      'A client comes while another one does',
    );
  }),

  check('two clients come, and the most is far away', ({ clientCame }) => {
    const wanted = { once: [3, 9, 4], twice: [4, 9, 4] } as const;
    everyWay(
      [1, 9, 4],
      clientCame,
      clientCame,
      wanted,
      'A client comes while another one does',
    );
  }),

  check('two clients come, and the second is one more than ever', ({ clientCame }) => {
    const wanted = { once: [6, 6, 4], twice: [7, 7, 4] } as const;
    everyWay(
      [4, 5, 4],
      clientCame,
      clientCame,
      wanted,
      'A client comes while another one does',
    );
  }),

  check('a thread that came earlier is late with its most', ({ clientCame }) => {
    // Two threads have added themselves to NOW and been stopped: the 5 of one is not in MOST yet.
    const { accesses } = interleave(tallyOf([5, 3, 0]), clientCame);
    for (let gap = 1; gap <= accesses; gap++) {
      const tally = tallyOf([5, 3, 0]);
      const between: OnShared = (numbers) => void Atomics.store(numbers, MOST, 5);
      interleave(tally, clientCame, { at: [gap], between });
      const happened = `A sixth client has come, and the thread of the fifth wrote its MOST before access ${gap}`;
      expectTally(tally, [6, 6, 0], happened);
    }
  }),

  check('a client comes while another leaves', ({ clientCame, clientLeft }) => {
    const { accesses } = interleave(tallyOf([2, 2, 0]), clientCame);
    for (let gap = 2; gap <= accesses; gap++) {
      const tally = tallyOf([2, 2, 0]);
      const between: OnShared = (numbers) => clientLeft(numbers, 8);
      interleave(tally, clientCame, { at: [gap], between });
      const happened = `A third client has come, and one of the others left before access ${gap}`;
      expectTally(tally, [2, 3, 8], happened);
    }
  }),
]);
