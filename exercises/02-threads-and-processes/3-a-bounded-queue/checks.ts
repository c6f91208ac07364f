/**
 * Threads that put and threads that take, on one queue: alone, one after the other, and stopped before each of their
 * accesses to the memory.
 */
import { check, checks, Wrong } from 'would-block/testing';
import { type Sharer, type Turns, takeTurns, withWatchedAtomics } from './turns.ts';

type Answer = typeof import('./starter.ts');
type Queue = InstanceType<Answer['BoundedQueue']>;

/** How far apart two stops are at most: every pair would cost a hundred times as much as every one. */
const NEAR = 2;
/** More than the accesses of one `put` and of somebody who sleeps at its lock. */
const FAR = 16;

/** The threads of a check: what each puts, in order, and how many each takes. */
interface Scene {
  readonly capacity: number;
  /** In the order in which they begin. */
  readonly threads: readonly (readonly number[] | number)[];
}

function memoryFor({ BoundedQueue }: Answer, capacity: number): Int32Array {
  const length = BoundedQueue.lengthFor(capacity);
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * length));
}

/** A single thread, with the queue that it has made. */
function alone(answer: Answer, capacity: number, run: (queue: Queue) => number[]): Turns {
  const sharer: Sharer = {
    name: 'the only thread',
    run: (memory) => run(new answer.BoundedQueue(memory)),
  };
  return takeTurns(memoryFor(answer, capacity), [sharer]);
}

function sharersOf({ BoundedQueue }: Answer, { threads }: Scene): Sharer[] {
  return threads.map((what, index) => ({
    name: `thread ${index + 1}`,
    run(memory) {
      const queue = new BoundedQueue(memory);
      if (typeof what === 'number')
        return Array.from({ length: what }, () => queue.take());
      for (const number of what) queue.put(number);
      return [];
    },
  }));
}

function play(answer: Answer, scene: Scene, stops: readonly number[] = []): Turns {
  const turns = takeTurns(
    memoryFor(answer, scene.capacity),
    sharersOf(answer, scene),
    stops,
  );
  const told = () =>
    `Capacity ${scene.capacity}; ${scene.threads.map(lineOf).join('; ')}` +
    (stops.length > 0
      ? `; somebody is stopped before access ${stops.join(' and ')}`
      : '');
  expectAllEnded(turns, told);
  expectAllTaken(turns, scene, told);
  return turns;
}

function lineOf(what: readonly number[] | number, index: number): string {
  const does = typeof what === 'number' ? `takes ${what}` : `puts ${what.join(', ')}`;
  return `thread ${index + 1} ${does}`;
}

/** Plays a scene with a stop at each access, and with a second one at most `near` accesses later. */
function playEveryWay(answer: Answer, scene: Scene, near = 0): void {
  withWatchedAtomics(() => {
    const { accesses } = play(answer, scene);
    for (let first = 1; first <= accesses; first++) play(answer, scene, [first]);
    for (let first = 1; first <= accesses; first++) {
      for (let second = first + 1; second <= first + near; second++) {
        play(answer, scene, [first, second]);
      }
    }
  });
}

function expectAllEnded({ asleep, trace }: Turns, told: () => string): void {
  if (asleep.length === 0) return;
  throw new Wrong(
    `${told()}. As many are put as are taken, and yet somebody sleeps for ever: ${asleep.join(', ')}. ` +
      'What changed before the sleep, or during it, and who called notify for it?',
    { trace: trace() },
  );
}

/** Each number once, and those of one thread in its order for each who takes them. */
function expectAllTaken(
  { results, trace }: Turns,
  { threads }: Scene,
  told: () => string,
): void {
  const put = threads.filter((what) => typeof what !== 'number');
  const taken = results.flatMap((result) => result ?? []);
  const rest = [...taken];
  const lost = put.flat().filter((number) => {
    const place = rest.indexOf(number);
    if (place !== -1) rest.splice(place, 1);
    return place === -1;
  });
  if (lost.length > 0 || rest.length > 0) {
    throw new Wrong(
      `${told()}. Nobody gets ${lost.join(', ') || 'too little'}, and ${rest.join(', ') || 'nothing'} comes out that is not in the queue. ` +
        'What did a thread believe that was no longer true when it wrote?',
      { trace: trace() },
    );
  }
  for (const numbers of put) {
    for (const result of results) {
      const heard = (result ?? []).filter((number) => numbers.includes(number));
      const inOrder = numbers.filter((number) => heard.includes(number));
      if (heard.join() === inOrder.join()) continue;
      throw new Wrong(
        `${told()}. The numbers come out as ${heard.join(', ')}. Which one has been in the queue longest?`,
        { trace: trace() },
      );
    }
  }
}

/** What the only thread took: it must not have slept. */
function expectTaken(
  { results: [taken], trace }: Turns,
  wanted: readonly number[],
): void {
  if (taken === undefined) {
    throw new Wrong(
      'A queue for 3 has never more than 3 numbers in it here, and nobody takes from it when it is empty. Yet your code sleeps. What for?',
      { trace: trace() },
    );
  }
  if (taken.join() === wanted.join()) return;
  throw new Wrong(
    `One thread puts ${wanted.join(', ')}, some at a time, and takes ${taken.join(', ')}. ` +
      'Where does the next number go when the last slot is behind you?',
    { trace: trace() },
  );
}

export default checks<Answer>([
  check('one thread, round and round', (answer) => {
    const turns = alone(answer, 3, (queue) => {
      const taken: number[] = [];
      let next = 0;
      for (const amount of [1, 3, 2, 3, 3, 1]) {
        for (let put = 0; put < amount; put++) queue.put(next++);
        for (let took = 0; took < amount; took++) taken.push(queue.take());
      }
      return taken;
    });
    expectTaken(
      turns,
      Array.from({ length: 13 }, (_, number) => number),
    );
  }),

  check('a queue that is full', (answer) => {
    for (const capacity of [1, 2, 5]) {
      const { asleep, trace } = alone(answer, capacity, (queue) => {
        for (let number = 0; number <= capacity; number++) queue.put(20 + number);
        return [];
      });
      if (asleep.length > 0) continue;
      throw new Wrong(
        `Your queue for ${capacity} has taken ${capacity + 1} numbers, and nobody has taken one out. Where is the first one now?`,
        { trace: trace() },
      );
    }
  }),

  check('a queue that is empty', (answer) => {
    const { results, trace } = alone(answer, 2, (queue) => {
      queue.put(20);
      return [queue.take(), queue.take()];
    });
    const [taken] = results;
    if (taken === undefined) return;
    throw new Wrong(
      `One number is put, two are taken: ${taken.join(' and ')}. Where does the second one come from?`,
      { trace: trace() },
    );
  }),

  check('somebody puts into a full queue, and then one is taken', (answer) => {
    play(answer, { capacity: 1, threads: [[20, 21, 22], 3] });
    play(answer, { capacity: 2, threads: [[20, 21, 22, 23, 24], 5] });
  }),

  check('somebody takes from an empty queue, and then one is put', (answer) => {
    play(answer, { capacity: 1, threads: [3, [20, 21, 22]] });
    play(answer, { capacity: 3, threads: [5, [20, 21, 22, 23, 24]] });
  }),

  check('another one is faster than the one who was woken', (answer) => {
    play(answer, { capacity: 1, threads: [1, [20, 30], 1] });
    play(answer, { capacity: 1, threads: [[20], [30], 3, [40]] });
  }),

  check('those who put and those who take sleep at the same time', (answer) => {
    play(answer, { capacity: 1, threads: [[20], [30], [40], 1, 1, 1] });
    play(answer, { capacity: 1, threads: [1, 1, 1, [20], [30], [40]] });
    play(answer, { capacity: 2, threads: [[20, 21], [30], [40], [50], 1, 1, 1, 1, 1] });
  }),

  check('one puts while another takes', (answer) => {
    playEveryWay(answer, { capacity: 1, threads: [[20, 21], 2] }, NEAR);
    playEveryWay(answer, { capacity: 2, threads: [2, [20, 21]] });
  }),

  check('two put at the same moment', (answer) => {
    playEveryWay(answer, { capacity: 3, threads: [[20, 21], [30], 3] });
    playEveryWay(answer, { capacity: 1, threads: [[20], [30], 2] });
  }),

  check('two are at the lock at the same moment', (answer) => {
    // The one who was let in too many is stopped in the middle as well.
    playEveryWay(answer, { capacity: 3, threads: [[20, 21], [30], 3] }, FAR);
  }),

  check('two take at the same moment', (answer) => {
    playEveryWay(answer, { capacity: 3, threads: [[20, 21, 22], 2, 1] });
    playEveryWay(answer, { capacity: 1, threads: [1, 1, [20, 21]] });
  }),
]);
