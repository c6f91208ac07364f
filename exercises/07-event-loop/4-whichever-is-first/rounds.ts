/**
 * In a round there is one select(), and everybody goes on whose wait is over, once.
 */
import type { Socket } from 'would-block';
import { type Check, check, ScriptedKernel, Wrong } from 'would-block/testing';
import { type Answer, expectTime, runOnKernel } from './expectations.ts';
import type { Task, Wait } from './starter.ts';

export const rounds: readonly Check<Answer>[] = [
  check('both come at once, again and again', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    kernel.writableAt(b, 30);
    function* task(): Task {
      let asked = 0;
      for (let turn = 0; turn < 5; turn++) {
        yield { readable: a, writable: b };
        const isNews = kernel.questions.length > asked;
        asked = kernel.questions.length;
        if (isNews) continue;
        throw new Wrong(
          'Both sockets were ready, the task went on and waited for both again; and it was woken without ' +
            'another select(). How does the loop know that they are still ready?',
        );
      }
    }
    runOnKernel(answer, kernel, task());
  }),

  check('whoever is always ready, and the others', (answer) => {
    expectShared(answer, 'whose sockets are always ready', (a, b) => ({
      readable: a,
      writable: b,
    }));
    expectShared(answer, 'that is always ready', () => undefined);
    expectShared(answer, 'whose time is always over', () => ({ untilMs: 0 }));
  }),

  check('all that is over at the same time, in one round', (answer) => {
    const kernel = new ScriptedKernel();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    for (const socket of [a, c]) kernel.readableAt(socket, 10);
    kernel.writableAt(b, 10);
    const rounds = new Set<number>();
    function* task(wait: Wait): Task {
      yield wait;
      rounds.add(kernel.questions.length);
    }
    const waits: Wait[] = [
      { readable: a },
      { writable: b },
      { readable: c, writable: d },
      { untilMs: 10 },
    ];
    runOnKernel(answer, kernel, ...waits.map(task));
    if (rounds.size === 1) return;
    throw new Wrong(
      'After 10 ms two tasks could read, one could write, and somebody’s time had come. ' +
        `It took ${rounds.size} calls of select() to wake them all. How late is it when select() has answered?`,
    );
  }),

  check('times that are no whole milliseconds', (answer) => {
    const kernel = new ScriptedKernel();
    function* sleeper(): Task {
      for (const untilMs of [10.75, 20.25]) {
        yield { untilMs };
        expectTime(kernel, untilMs, `A task slept until ${untilMs} ms. It went on`);
      }
    }
    runOnKernel(answer, kernel, sleeper());
  }),

  check('one sleeps while another is woken', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 20);
    function* sleeper(): Task {
      yield { untilMs: 35 };
      expectTime(
        kernel,
        35,
        'Another task was woken by its sockets meanwhile. The one that slept until 35 ms went on',
      );
    }
    function* either(): Task {
      yield { readable: a, writable: b };
      yield { writable: b };
    }
    runOnKernel(answer, kernel, sleeper(), either());
    expectTime(kernel, 35, 'One task slept until 35 ms, and run() returned');
  }),
];

/** Throws unless a task that waits so, and whose wait is always over, leaves the others their turns. */
function expectShared(
  answer: Answer,
  who: string,
  waitFor: (a: Socket, b: Socket) => Wait,
): void {
  const kernel = new ScriptedKernel();
  const sockets = ['a', 'b', 'c', 'd'].map((name) => kernel.socket(name));
  const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
  for (const socket of sockets) kernel.readableAt(socket, 0);
  let turns = 0;
  const turnsBefore = new Map<string, number>();
  function* busy(): Task {
    for (; turns < 20; turns++) yield waitFor(a, b);
  }
  function* other(name: string, wait: Wait): Task {
    yield wait;
    turnsBefore.set(name, turns);
  }
  runOnKernel(
    answer,
    kernel,
    busy(),
    other('one whose socket could be read', { readable: c, writable: d }),
    other('one whose time had come', { untilMs: 0 }),
    other('one that waited for nothing', undefined),
  );
  for (const [name, count] of turnsBefore) {
    if (count <= 3) continue;
    throw new Wrong(
      `A task ${who} had ${count} turns before ${name} went on. ` +
        'How often does a task go on in a round, and who else does?',
    );
  }
}
