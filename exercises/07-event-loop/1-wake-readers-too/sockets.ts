/**
 * Tasks that wait for sockets: who is woken by what, and who is not.
 */
import type { Socket } from 'would-block';
import { type Check, check, Wrong } from 'would-block/testing';
import { type Answer, inWords, Scene } from './scene.ts';
import type { Task, Wait } from './starter.ts';

export const sockets: readonly Check<Answer>[] = [
  check('a reader, when there is something to read', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 30);
    scene.run(answer, scene.task('the reader', { readable: a }));
    scene.expectWoken('Socket a could be read after 30 ms', 'the reader at 30 ms');
  }),

  check('readers and writers, each in its time', (answer) => {
    const scene = new Scene();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => scene.kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    scene.kernel.readableAt(a, 20);
    scene.kernel.readableAt(b, 40);
    scene.kernel.writableAt(c, 10);
    scene.kernel.writableAt(d, 30);
    // What nobody waits for comes at once, and is to wake nobody.
    for (const socket of [a, b]) scene.kernel.writableAt(socket, 0);
    for (const socket of [c, d]) scene.kernel.readableAt(socket, 0);
    scene.run(
      answer,
      scene.task('reader a', { readable: a }),
      scene.task('reader b', { readable: b }),
      scene.task('writer c', { writable: c }),
      scene.task('writer d', { writable: d }),
    );
    scene.expectWoken(
      'Sockets a and b could be read after 20 and 40 ms, c and d written after 10 and 30 ms',
      'writer c at 10 ms',
      'reader a at 20 ms',
      'writer d at 30 ms',
      'reader b at 40 ms',
    );
  }),

  check('one socket, one to read from it and one to write', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.writableAt(a, 10);
    scene.kernel.readableAt(a, 20);
    scene.run(
      answer,
      scene.task('the reader', { readable: a }),
      scene.task('the writer', { writable: a }),
    );
    scene.expectWoken(
      'The socket could be written after 10 ms, and read after 20 ms',
      'the writer at 10 ms',
      'the reader at 20 ms',
    );
  }),

  check('two readers at one socket, and two writers at another', (answer) => {
    const scene = new Scene();
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(a, 10);
    scene.kernel.writableAt(b, 10);
    scene.run(
      answer,
      ...['one', 'two'].map((name) => scene.task(`reader ${name}`, { readable: a })),
      ...['one', 'two'].map((name) => scene.task(`writer ${name}`, { writable: b })),
    );
    scene.expectWoken(
      'Two readers waited for one socket, two writers for another, and both were ready after 10 ms',
      'reader one at 10 ms',
      'reader two at 10 ms',
      'writer one at 10 ms',
      'writer two at 10 ms',
    );
  }),

  check('two readers at one socket, which go on reading', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 10);
    const turns: string[] = [];
    function* reader(name: string): Task {
      for (let turn = 0; turn < 3; turn++) {
        yield { readable: a };
        turns.push(name);
        if (turns.filter((other) => other === name).length * 2 - turns.length < 2)
          continue;
        throw new Wrong(
          `Two readers waited for one socket, which could be read all the time, and ${name} went on twice ` +
            'before the other did. Whose wait is over when a socket can be read?',
        );
      }
    }
    scene.run(answer, reader('reader one'), reader('reader two'));
  }),

  check('a reader that waits for something else afterwards', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 10);
    scene.kernel.writableAt(a, 20);
    const waits: Wait[] = [{ readable: a }, { writable: a }, { untilMs: 50 }];
    scene.run(answer, scene.task('the task', ...waits));
    scene.expectWoken(
      'The task waited to read until 10 ms, to write until 20 ms, and for 50 ms to be over',
      'the task at 10 ms',
      'the task at 20 ms',
      'the task at 50 ms',
    );
    const stale = scene.kernel.questions.at(-1);
    if (stale?.about === 'nothing') return;
    throw new Wrong(
      `The task waited for a time at last, and select() was still asked about ${stale?.about}. ` +
        'Who forgets what a task no longer waits for?',
    );
  }),

  check('all wait for sockets: one sleep, without an end', (answer) => {
    const scene = new Scene();
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(a, 3_600_000);
    scene.kernel.writableAt(b, 3_600_000);
    let before = 0;
    function* last(): Task {
      before = scene.kernel.questions.length;
      yield { writable: b };
      const asked = scene.kernel.questions.slice(before);
      const [first] = asked;
      if (asked.length === 1 && first?.timeoutMs === Infinity) return;
      throw new Wrong(
        `For an hour nobody could do anything. select() was called ${asked.length} times in it, the first time ` +
          `about ${first?.about}, to sleep ${inWords(first?.timeoutMs)}. What could wake a task before a socket does?`,
      );
    }
    scene.run(answer, scene.task('the reader', { readable: a }), last());
    scene.expectWoken('Socket a could be read', 'the reader at 3600000 ms');
  }),
];
