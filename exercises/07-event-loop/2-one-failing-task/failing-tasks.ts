/**
 * Tasks that fail at every moment at which a task can, beside others that must not notice.
 */
import { type Check, check, Wrong } from 'would-block/testing';
import { type Answer, callRun, describe, fault, Scene } from './scene.ts';
import type { Task, Wait } from './starter.ts';

/** In the place of what was thrown, which may be undefined: nothing was. */
const nothing = Symbol('nothing');

export const failingTasks: readonly Check<Answer>[] = [
  check('a task that fails in its first step', (answer) => {
    const scene = new Scene();
    const failing = scene.failing(fault);
    scene.run(
      answer,
      scene.task('one', { untilMs: 10.75 }),
      failing,
      scene.task('two', undefined, { untilMs: 20 }),
    );
    scene.expectEvents(
      'The second of three tasks failed in its first step',
      'two at 0 ms',
      'one at 10.75 ms',
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
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(a, 10);
    scene.kernel.writableAt(b, 10);
    function* noting(wait: Wait): Task {
      yield wait;
      rounds.add(scene.kernel.questions.length);
    }
    const time = { untilMs: 10 };
    const [reader, writer] = [noting({ readable: a }), noting({ writable: b })];
    scene.run(answer, noting(time), one, reader, two, writer, three, noting(time));
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
    const tasks = new Set<Task>();
    const rounds = new Set<number>();
    function* bystander(): Task {
      yield { untilMs: 10 };
      rounds.add(scene.kernel.questions.length);
    }
    tasks.add(scene.failing(fault, { untilMs: 10 })).add(bystander());
    let restarts = 0;
    scene.kernel.run(() =>
      callRun(run, tasks, () => {
        restarts += 1;
        if (restarts === 1) rounds.add(scene.kernel.questions.length);
        tasks.add(
          restarts < 3
            ? scene.failing(fault, { untilMs: 10 * (restarts + 1) })
            : scene.task('the last', { untilMs: 50 }),
        );
      }),
    );
    scene.expectEvents(
      'Whenever a task had failed, onError put another into the set, three times',
      'the last at 50 ms',
    );
    if (rounds.size === 1) return;
    throw new Wrong(
      'A task failed after 10 ms, and onError put another into the set. A third was ready in the same round, and went on ' +
        'only after another select(). What becomes of the rest of a round when a task fails?',
    );
  }),

  check('the only task fails', (answer) => {
    const scene = new Scene();
    const failing = scene.failing(fault, { untilMs: 10 });
    scene.run(answer, failing);
    scene.expectTold([fault, failing]);
  }),

  check('what onError throws', ({ run }) => {
    for (const bug of [new TypeError('onError has a fault too'), undefined, 0]) {
      expectThrown(run, bug);
    }
  }),
];

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
