/**
 * Sockets that are closed under those who wait for them.
 */
import { type Socket, SystemError } from 'would-block';
import { type Check, check, Wrong } from 'would-block/testing';
import { type Answer, describe, Scene } from './scene.ts';
import type { Task } from './starter.ts';

export const closedSockets: readonly Check<Answer>[] = [
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
];

function* closing(socket: Socket): Task {
  yield { untilMs: 10 };
  socket.close();
}
