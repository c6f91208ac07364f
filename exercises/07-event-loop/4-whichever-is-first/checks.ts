/**
 * Either wait on a kernel that is told what happens when, with one task and with several; and
 * over a connection, where a task sends and receives at the same time.
 */
import type { Socket } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  readBytes,
  ScriptedKernel,
  send,
  startPeer,
  Wrong,
} from 'would-block/testing';
import type { Answer } from './expectations.ts';
import { rounds } from './rounds.ts';
import type { Task } from './starter.ts';
import { whatIsForgotten } from './what-is-forgotten.ts';
import { whatIsReady } from './what-is-ready.ts';
import { whoseAnswer } from './whose-answer.ts';

export default checks<Answer>([
  ...whatIsReady,
  ...whoseAnswer,
  ...whatIsForgotten,
  ...rounds,

  check('a task that throws', ({ run }) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.readableAt(b, 20);
    const fault = new Error('this task has a fault');
    function* failing(): Task {
      yield { readable: a, writable: b };
      throw fault;
    }
    let wokenMs = 0;
    function* another(): Task {
      yield { readable: b, writable: a };
      wokenMs = kernel.nowMs;
    }
    const told: unknown[] = [];
    const tasks = new Set([failing(), another()]);
    kernel.run(() => run(tasks, (error) => told.push(error)));
    if (told.length !== 1 || told[0] !== fault) {
      throw new Wrong(
        `A task threw an error, and onError was called ${told.length} times. Your starter has told ` +
          'it once: where has that gone?',
      );
    }
    if (wokenMs === 20) return;
    throw new Wrong(
      'A task threw an error after 10 ms, and another waited for a socket that was ready after 20 ms. ' +
        `It ${wokenMs === 0 ? 'never went on' : `went on after ${wokenMs} ms`}.`,
    );
  }),

  check(
    'sends and receives at once over a connection',
    ({ run }) => {
      const sent = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
      const toReceive = new Uint8Array(300_000).map((_, index) => index % 241);
      // The peer says nothing at first: reading would block, writing would not.
      const peer = startPeer([readBytes(100_000), send(toReceive), end()]);
      const socket: Socket = peer.connect();
      socket.setBlocking(false);
      const pieces: Uint8Array[] = [];
      function* task(): Task {
        let rest = sent;
        let ended = false;
        while (!ended || rest.length > 0) {
          const reads = ended ? {} : { readable: socket };
          const writes = rest.length > 0 ? { writable: socket } : {};
          const { readable, writable } = yield { ...reads, ...writes };
          if (!readable && !writable) {
            throw new Wrong(
              'The task was woken, and yield answered that nothing is ready.',
            );
          }
          if (readable) {
            const piece = socket.recv(65_536);
            ended = piece.length === 0;
            pieces.push(piece);
          }
          if (writable) rest = rest.subarray(Math.max(0, socket.trySend(rest)));
        }
        socket.close();
      }
      run(new Set([task()]), (error) => {
        throw error;
      });
      expectBytes('The task received', Buffer.concat(pieces), toReceive);
      expectBytes('The peer received', peer.received(), sent);
    },
    { faults: ['short-send', 'short-recv', 'interrupt'] },
  ),
]);
