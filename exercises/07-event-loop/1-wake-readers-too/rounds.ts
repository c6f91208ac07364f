/**
 * In a round there is one select(), and everybody goes on whose wait is over, once.
 */
import type { Socket } from 'would-block';
import { type Check, check, Wrong } from 'would-block/testing';
import { type Answer, inWords, Scene } from './scene.ts';
import type { Task, Wait } from './starter.ts';

export const rounds: readonly Check<Answer>[] = [
  check('all that is over at the same time, in one round', (answer) => {
    const scene = new Scene();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => scene.kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    for (const socket of [a, b]) scene.kernel.readableAt(socket, 10);
    for (const socket of [c, d]) scene.kernel.writableAt(socket, 10);
    const rounds = new Set<number>();
    function* task(wait: Wait): Task {
      yield wait;
      rounds.add(scene.kernel.questions.length);
    }
    scene.run(
      answer,
      ...[a, b].map((readable) => task({ readable })),
      ...[c, d].map((writable) => task({ writable })),
      task({ untilMs: 10 }),
    );
    if (rounds.size === 1) return;
    throw new Wrong(
      'After 10 ms two sockets could be read, two could be written, and somebody’s time had come. ' +
        `It took ${rounds.size} calls of select() to wake them all. What does one say?`,
    );
  }),

  check('a task that is always ready, and the others', (answer) => {
    expectShared(answer, 'A task that is always ready', undefined);
  }),

  check('a task whose time is always over, and the others', (answer) => {
    expectShared(answer, 'A task that waits for a time which is over', { untilMs: 0 });
  }),
];

/** Throws unless a task that waits so, and could always go on, leaves the others their turns. */
function expectShared(answer: Answer, busyOne: string, wait: Wait): void {
  const scene = new Scene();
  const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
  scene.kernel.readableAt(a, 0);
  scene.kernel.writableAt(b, 0);
  let turns = 0;
  const turnsBefore = new Map<string, number>();
  function* busy(): Task {
    while (turns < 20) {
      turns += 1;
      yield wait;
    }
  }
  function* other(name: string, wait: Wait): Task {
    yield wait;
    turnsBefore.set(name, turns);
  }
  scene.run(
    answer,
    busy(),
    other('a reader whose socket could be read', { readable: a }),
    other('a writer whose socket could be written', { writable: b }),
    other('a task whose time had come', { untilMs: 0 }),
    other('a task that waited for nothing', undefined),
  );
  for (const [name, count] of turnsBefore) {
    if (count <= 3) continue;
    throw new Wrong(
      `${busyOne} had ${count} turns before ${name} went on. ` +
        'How often does a task go on in a round, and who else does?',
    );
  }
  const longest = Math.max(...scene.kernel.questions.map(({ timeoutMs }) => timeoutMs));
  if (longest === 0) return;
  throw new Wrong(
    `${busyOne} could go on all the time, and select() was told to sleep ${inWords(longest)}. What is there to wait for?`,
  );
}
