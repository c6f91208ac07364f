/**
 * Tasks that fail beside others that must not notice; sockets that are closed under those who wait
 * for them; and three connections, one of which is reset.
 */
import { type Socket, SystemError } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  reset,
  send,
  sendByteByByte,
  startPeer,
  Wrong,
} from 'would-block/testing';
import { closedSockets } from './closed-sockets.ts';
import { failingTasks } from './failing-tasks.ts';
import { type Answer, callRun, inWords, Scene } from './scene.ts';
import type { Task, Wait } from './starter.ts';

export default checks<Answer>([
  ...failingTasks,

  check('a task that is always ready, and the others', (answer) => {
    expectShared(answer, 'that is always ready', () => undefined);
    expectShared(answer, 'that waits for a closed socket', ({ kernel }) => {
      const closed = kernel.socket('closed');
      closed.close();
      return { readable: closed };
    });
  }),

  ...closedSockets,

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

/** Throws unless a task that waits so, and could always go on, leaves the others their turns. */
function expectShared(answer: Answer, who: string, waitOn: (scene: Scene) => Wait): void {
  const scene = new Scene();
  const a = scene.kernel.socket('a');
  scene.kernel.readableAt(a, 0);
  const always = waitOn(scene);
  let turns = 0;
  function* busy(): Task {
    for (; turns < 20; turns++) yield always;
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
    other('a task that waited for nothing', undefined),
  );
  for (const [name, count] of turnsBefore) {
    if (count <= 3) continue;
    throw new Wrong(
      `A task ${who} had ${count} turns before ${name} went on. ` +
        'What does a round look at while somebody is ready?',
    );
  }
}

function joined(pieces: readonly Uint8Array[] = []): Uint8Array {
  return Buffer.concat(pieces);
}
