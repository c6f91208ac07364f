/**
 * Tasks that fail at every moment at which a task can, beside others that must not notice; sockets
 * that are closed under those who wait for them; and three connections, one of which is reset.
 */
import { type Socket, SystemError } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  reset,
  ScriptedKernel,
  send,
  sendByteByByte,
  startPeer,
  Wrong,
} from 'would-block/testing';
import type { Task, Wait } from './starter.ts';

type Answer = typeof import('./starter.ts');

/** A kernel, tasks that write down what becomes of them, and what onError was told. */
class Scene {
  readonly kernel = new ScriptedKernel();
  /** `the counter at 30 ms`, in the order in which things happened. */
  readonly events: string[] = [];
  readonly told: { error: unknown; task: Task }[] = [];

  note(what: string): void {
    this.events.push(`${what} at ${this.kernel.nowMs} ms`);
  }

  /** Waits for each of these in turn. */
  *task(name: string, ...waits: Wait[]): Task {
    for (const wait of waits) {
      yield wait;
      this.note(name);
    }
  }

  /** Waits for each of these in turn, and throws. */
  *failing(error: unknown, ...waits: Wait[]): Task {
    yield* waits;
    throw error;
  }

  run({ run }: Answer, ...tasks: Task[]): void {
    const set = new Set(tasks);
    this.kernel.run(() =>
      callRun(run, set, (error, task) => this.told.push({ error, task })),
    );
  }

  /** Throws unless that happened, in any order if at the same time, and nothing else. */
  expectEvents(happened: string, ...expected: string[]): void {
    if ([...this.events].sort().join() === [...expected].sort().join()) return;
    throw new Wrong(
      `${happened}. The tasks should go on so: ${expected.join(', ') || 'none of them'}. ` +
        `It was: ${this.events.join(', ') || 'none of them'}.`,
    );
  }

  /** Throws unless onError was told of these, each once and with its own task. */
  expectTold(...expected: (readonly [error: unknown, task: Task])[]): void {
    if (this.told.length !== expected.length) {
      throw new Wrong(
        `${inWords(expected.length, 'task')} failed, and onError was called ${inWords(this.told.length, 'time')}.`,
      );
    }
    for (const [wanted, task] of expected) {
      const found = this.told.find(({ error }) => Object.is(error, wanted));
      if (found === undefined) {
        throw new Wrong(
          `A task threw ${describe(wanted)}, and onError was told ${this.told.map(({ error }) => describe(error)).join(', ')}.`,
        );
      }
      if (found.task === task) continue;
      throw new Wrong(
        `onError was told the right error, and as the task that threw it ${found.task === undefined ? 'none' : 'another one'}.`,
      );
    }
  }
}

/** Runs the answer's loop; what it throws is told in the check's words. */
function callRun(
  run: Answer['run'],
  tasks: Set<Task>,
  onError: (error: unknown, task: Task) => void,
): void {
  try {
    run(tasks, onError);
  } catch (error) {
    if (error instanceof Wrong) throw error;
    throw new Wrong(
      `run() threw ${describe(error)}, and all tasks that were left have ended with it. ` +
        'Whose error was it, and who should hear of it?',
    );
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function inWords(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const fault = new Error('this task has a fault');

/** In the place of what was thrown, which may be undefined: nothing was. */
const nothing = Symbol('nothing');

export default checks<Answer>([
  check('a task that fails in its first step', (answer) => {
    const scene = new Scene();
    const failing = scene.failing(fault);
    scene.run(
      answer,
      scene.task('one', { untilMs: 10 }),
      failing,
      scene.task('two', undefined, { untilMs: 20 }),
    );
    scene.expectEvents(
      'The second of three tasks failed in its first step',
      'two at 0 ms',
      'one at 10 ms',
      'two at 20 ms',
    );
    scene.expectTold([fault, failing]);
  }),

  check('a task that fails when it is woken', (answer) => {
    const scene = new Scene();
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(a, 10);
    scene.kernel.writableAt(b, 20);
    const failing = scene.failing(fault, undefined, { readable: a });
    scene.run(
      answer,
      failing,
      scene.task('the writer', { writable: b }),
      scene.task('the counter', { untilMs: 5 }, { untilMs: 15 }, { untilMs: 25 }),
    );
    scene.expectEvents(
      'A task failed after 10 ms, when its socket could be read',
      'the counter at 5 ms',
      'the counter at 15 ms',
      'the writer at 20 ms',
      'the counter at 25 ms',
    );
    scene.expectTold([fault, failing]);
    const stale = scene.kernel.questions.at(-1);
    if (stale?.about !== 'nothing') {
      throw new Wrong(
        `A task has failed, and select() is still asked about ${stale?.about}: it waits for nothing any more.`,
      );
    }
  }),

  check('several that fail in one round', (answer) => {
    const scene = new Scene();
    const errors = ['one', 'two', 'three'].map((name) => new Error(name));
    const failing = errors.map((error) => scene.failing(error, { untilMs: 10 }));
    const [one, two, three] = failing as [Task, Task, Task];
    const rounds = new Set<number>();
    function* noting(): Task {
      yield { untilMs: 10 };
      rounds.add(scene.kernel.questions.length);
    }
    scene.run(answer, noting(), one, noting(), two, noting(), three, noting());
    scene.expectTold(...failing.map((task, index) => [errors[index], task] as const));
    if (rounds.size > 1) {
      throw new Wrong(
        `After 10 ms seven tasks were ready, and three of them failed. The other four went on in ${rounds.size} ` +
          'rounds, with a select() between them. What becomes of the rest of a round when a task fails?',
      );
    }
  }),

  check('what is thrown is no Error', (answer) => {
    const scene = new Scene();
    const thrown = ['a text', undefined, 0];
    const failing = thrown.map((error) => scene.failing(error, { untilMs: 10 }));
    scene.run(answer, ...failing, scene.task('another', { untilMs: 20 }));
    scene.expectEvents('Three tasks threw a text, undefined and 0', 'another at 20 ms');
    scene.expectTold(...failing.map((task, index) => [thrown[index], task] as const));
  }),

  check('out of the set, and then reported', ({ run }) => {
    const scene = new Scene();
    const tasks = new Set<Task>();
    const failing = scene.failing(fault, { untilMs: 10 });
    tasks.add(failing).add(scene.task('another', { untilMs: 10 }, { untilMs: 20 }));
    scene.kernel.run(() =>
      callRun(run, tasks, (_error, task) => {
        if (tasks.has(task)) {
          throw new Wrong(
            'onError is told of a task that is still in the set. It cannot know that the loop is about to take it out.',
          );
        }
        scene.note('reported');
      }),
    );
    const [first] = scene.events;
    if (first === 'reported at 10 ms') return;
    throw new Wrong(
      `A task failed after 10 ms. Before onError heard of it, another went on: ${first ?? 'and onError never did'}.`,
    );
  }),

  check('onError puts another in its place', ({ run }) => {
    const scene = new Scene();
    const tasks = new Set<Task>([scene.failing(fault, { untilMs: 10 })]);
    let restarts = 0;
    scene.kernel.run(() =>
      callRun(run, tasks, () => {
        restarts += 1;
        tasks.add(
          restarts < 3
            ? scene.failing(fault, { untilMs: 10 * (restarts + 1) })
            : scene.task('the last', { untilMs: 50 }),
        );
      }),
    );
    scene.expectEvents(
      'Whenever the only task had failed, onError put another into the set, three times',
      'the last at 50 ms',
    );
  }),

  check('what onError throws', ({ run }) => {
    for (const bug of [new TypeError('onError has a fault too'), undefined, 0]) {
      expectThrown(run, bug);
    }
  }),

  check('a task that is always ready, and the others', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 0);
    let turns = 0;
    function* busy(): Task {
      for (; turns < 20; turns++) yield;
    }
    const turnsBefore = new Map<string, number>();
    function* other(name: string, wait: Wait): Task {
      yield wait;
      turnsBefore.set(name, turns);
    }
    scene.run(
      answer,
      busy(),
      other('a reader whose socket could be read', { readable: a }),
      other('a task whose time had come', { untilMs: 0 }),
    );
    for (const [name, count] of turnsBefore) {
      if (count <= 3) continue;
      throw new Wrong(
        `A task that is always ready had ${count} turns before ${name} went on. ` +
          'What does a round look at while somebody is ready?',
      );
    }
  }),

  check('a socket that is closed under a reader', (answer) => {
    const scene = new Scene();
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(b, 30);
    function* reader(): Task {
      try {
        yield { readable: a };
        scene.note('the reader');
        a.recv(100);
      } finally {
        scene.note('its finally');
      }
    }
    const reading = reader();
    scene.run(
      answer,
      reading,
      scene.task('another reader', { readable: b }),
      scene.task('the counter', { untilMs: 20 }),
      closing(a),
    );
    scene.expectEvents(
      'After 10 ms a task closed the socket that a reader waited for',
      'the reader at 10 ms',
      'its finally at 10 ms',
      'the counter at 20 ms',
      'another reader at 30 ms',
    );
    const [first] = scene.told;
    const code = first?.error instanceof SystemError ? first.error.code : undefined;
    if (scene.told.length === 1 && first?.task === reading && code === 'EBADF') return;
    throw new Wrong(
      'The reader’s own call, recv(), throws EBADF, and that is what onError should be told, once and with the reader. ' +
        `It was told ${scene.told.map(({ error }) => describe(error)).join(', ') || 'nothing'}.`,
    );
  }),

  check('a socket that is closed under a writer who can cope', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    function* writer(): Task {
      yield { writable: a };
      scene.note(a.fileno() < 0 ? 'the writer sees it' : 'the writer');
      yield { untilMs: 30 };
      scene.note('the writer');
    }
    scene.run(answer, closing(a), writer());
    scene.expectEvents(
      'After 10 ms a task closed the socket that a writer waited for. The writer looks, and does something else',
      'the writer sees it at 10 ms',
      'the writer at 30 ms',
    );
    if (scene.told.length === 0) return;
    throw new Wrong(
      `No task has thrown anything, and onError was told ${describe(scene.told[0]?.error)}.`,
    );
  }),

  check('a socket that is closed before anybody waits for it', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    a.close();
    scene.run(
      answer,
      scene.task('the reader', { readable: a }, { readable: a }),
      scene.task('the writer', { writable: a }),
      scene.task('the counter', { untilMs: 20 }),
    );
    scene.expectEvents(
      'Two tasks waited for a closed socket',
      'the reader at 0 ms',
      'the reader at 0 ms',
      'the writer at 0 ms',
      'the counter at 20 ms',
    );
  }),

  check(
    'three connections, one of which is reset',
    ({ run }) => {
      const long = new Uint8Array(60_000).map((_, index) => index % 251);
      const peers = [
        startPeer([sendByteByByte('slow and steady'), end()]),
        startPeer([send('half a sent'), reset()]),
        startPeer([send(long), end()]),
      ];
      const sockets = peers.map((peer) => peer.connect());
      const pieces = sockets.map((): Uint8Array[] => []);
      function* receiver(socket: Socket, into: Uint8Array[]): Task {
        try {
          socket.setBlocking(false);
          for (;;) {
            yield { readable: socket };
            const buffer = new Uint8Array(4096);
            const count = socket.tryRecvInto(buffer);
            if (count === 0) return;
            if (count > 0) into.push(buffer.subarray(0, count));
          }
        } finally {
          socket.close();
        }
      }
      const tasks = sockets.map((socket, index) => receiver(socket, pieces[index] ?? []));
      const failed: Task[] = [];
      callRun(run, new Set(tasks), (error, task) => {
        if (!(error instanceof SystemError)) throw error;
        failed.push(task);
      });
      if (failed.length !== 1 || failed[0] !== tasks[1]) {
        throw new Wrong(
          `The second of three connections was reset, and onError was called ${inWords(failed.length, 'time')}` +
            `${failed.length === 1 ? ', with another task' : ''}.`,
        );
      }
      expectBytes('The first task received', joined(pieces[0]), 'slow and steady');
      expectBytes('The third task received', joined(pieces[2]), long);
      const open = sockets.filter((socket) => socket.fileno() >= 0);
      if (open.length > 0) {
        throw new Wrong(`${inWords(open.length, 'socket')} of three are still open.`);
      }
    },
    { faults: ['short-recv', 'interrupt', 'spurious-readiness'] },
  ),
]);

/** Throws unless run() throws what onError has thrown, at once. */
function expectThrown(run: Answer['run'], bug: unknown): void {
  const scene = new Scene();
  const tasks = new Set<Task>([
    scene.failing(fault, { untilMs: 10 }),
    scene.task('another', { untilMs: 10 }, { untilMs: 20 }),
  ]);
  let calls = 0;
  let thrown: unknown = nothing;
  scene.kernel.run(() => {
    try {
      run(tasks, () => {
        calls += 1;
        throw bug;
      });
    } catch (error) {
      thrown = error;
    }
  });
  if (thrown === nothing) {
    throw new Wrong(
      `onError threw ${describe(bug)}, and run() has hidden it: it goes on as if nothing were wrong. Who hears of it now?`,
    );
  }
  if (thrown !== bug) {
    throw new Wrong(`onError threw ${describe(bug)}, and run() ${describe(thrown)}.`);
  }
  if (calls > 1) {
    throw new Wrong(`One task failed, and onError was called ${calls} times for it.`);
  }
  scene.expectEvents('onError threw an error after 10 ms, which ends the loop');
}

function* closing(socket: Socket): Task {
  yield { untilMs: 10 };
  socket.close();
}

function joined(pieces: readonly Uint8Array[] = []): Uint8Array {
  return Buffer.concat(pieces);
}
