/**
 * Readers, writers and sleepers on a kernel that is told what happens when; and over connections,
 * where one task receives, one sends and one counts.
 */
import { currentKernel, type Socket } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  observe,
  readSlowly,
  ScriptedKernel,
  send,
  sendByteByByte,
  startPeer,
  Wrong,
} from 'would-block/testing';
import { rounds } from './rounds.ts';
import type { Answer } from './scene.ts';
import { sockets } from './sockets.ts';
import type { Task } from './starter.ts';
import { times } from './times.ts';

export default checks<Answer>([
  check('no task at all', ({ run }) => {
    new ScriptedKernel().run(() => run([]));
  }),

  ...sockets,
  ...times,
  ...rounds,

  check(
    'three connections, and somebody who counts',
    ({ run }) => {
      const sent = new Uint8Array(150_000).map((_, index) => index % 251);
      const toReceive = new Uint8Array(50_000).map((_, index) => index % 241);
      const taker = startPeer([readSlowly(20_000)]);
      const talker = startPeer([send(toReceive), end()]);
      const stammerer = startPeer([sendByteByByte('a byte at a time'), end()]);
      const received: Uint8Array[][] = [[], []];
      let steps = 0;

      function* sender(socket: Socket): Task {
        let rest = sent;
        while (rest.length > 0) {
          const count = socket.trySend(rest.subarray(0, 10_000));
          if (count < 0) yield { writable: socket };
          else rest = rest.subarray(count);
        }
        socket.close();
      }
      function* receiver(socket: Socket, pieces: Uint8Array[] | undefined): Task {
        for (;;) {
          yield { readable: socket };
          const buffer = new Uint8Array(4096);
          const count = socket.tryRecvInto(buffer);
          if (count === 0) break;
          if (count > 0) pieces?.push(buffer.subarray(0, count));
        }
        socket.close();
      }
      function* counter(): Task {
        let dueMs = currentKernel().monotonicMs();
        for (; steps < 5; steps++) {
          dueMs += 0.5;
          yield { untilMs: dueMs };
          if (currentKernel().monotonicMs() < dueMs) {
            throw new Wrong('A task was woken before the time that it waited for.');
          }
        }
      }

      const sockets = [taker, talker, stammerer].map((peer) => peer.connect());
      for (const socket of sockets) socket.setBlocking(false);
      const [one, two, three] = sockets as [Socket, Socket, Socket];
      const seen = observe(() =>
        run([
          sender(one),
          receiver(two, received[0]),
          counter(),
          receiver(three, received[1]),
        ]),
      );
      expectBytes('A task received', Buffer.concat(received[0] ?? []), toReceive);
      expectBytes(
        'Another received',
        Buffer.concat(received[1] ?? []),
        'a byte at a time',
      );
      expectBytes('The peer of the sender received', taker.received(), sent);
      if (steps < 5) {
        throw new Wrong(`run() has returned, and a task was at step ${steps} of 5.`);
      }
      expectNoSpinning(seen);
      expectWaitsOnlyIn(seen, 'select');
    },
    { faults: ['short-send', 'short-recv', 'interrupt', 'spurious-readiness'] },
  ),
]);
