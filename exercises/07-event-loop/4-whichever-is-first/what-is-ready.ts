/**
 * Which of its two sockets woke a task, and that the answer says so.
 */
import { type Check, check, ScriptedKernel, Wrong } from 'would-block/testing';
import {
  type Answer,
  expectReady,
  expectTime,
  inWords,
  runOnKernel,
} from './expectations.ts';
import type { Task } from './starter.ts';

export const whatIsReady: readonly Check<Answer>[] = [
  check('something to read comes first', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      expectTime(kernel, 30, 'Socket a could be read after 30 ms. The task went on');
      expectReady('Socket a could be read', ready, 'readable true, writable false');
    }
    runOnKernel(answer, kernel, task());
  }),

  check('room to write comes first', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.writableAt(b, 30);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      expectTime(kernel, 30, 'Socket b could be written after 30 ms. The task went on');
      expectReady('Socket b could be written', ready, 'readable false, writable true');
    }
    runOnKernel(answer, kernel, task());
  }),

  check('both come at once', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    kernel.writableAt(b, 30);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      expectReady('Both sockets were ready', ready, 'readable true, writable true');
      yield { untilMs: 50 };
      if (kernel.nowMs < 50) {
        throw new Wrong(
          'Both sockets were ready at once, and the task was woken twice for it. The second time ' +
            'it had gone on, and was waiting for something else.',
        );
      }
      if (inWords(ready) === 'readable true, writable true') return;
      throw new Wrong(
        'yield answered that both sockets were ready, and the task kept the answer. When it had slept, the same ' +
          `answer said: ${inWords(ready)}. Who else writes into it?`,
      );
    }
    runOnKernel(answer, kernel, task());
  }),

  check('one socket for both', (answer) => {
    const kernel = new ScriptedKernel();
    const socket = kernel.socket('a');
    kernel.writableAt(socket, 10);
    kernel.readableAt(socket, 20);
    const answers: string[] = [];
    function* task(): Task {
      const wait = { readable: socket, writable: socket };
      answers.push(inWords(yield wait));
      kernel.writableAt(socket, Infinity);
      answers.push(inWords(yield wait));
      kernel.writableAt(socket, kernel.nowMs);
      answers.push(inWords(yield wait));
    }
    runOnKernel(answer, kernel, task());
    const expected = [
      'readable false, writable true',
      'readable true, writable false',
      'readable true, writable true',
    ];
    if (answers.join() !== expected.join()) {
      throw new Wrong(
        'The socket could be written, then only read, then both. yield answered:\n' +
          `${answers.join('\n')}`,
      );
    }
  }),

  check('one socket, a time, or nothing', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 20);
    kernel.writableAt(a, 0);
    const none = 'readable false, writable false';
    // Another's sockets are ready all the time: that is nothing to the task.
    const [c, d] = [kernel.socket('c'), kernel.socket('d')];
    kernel.readableAt(c, 0);
    kernel.writableAt(d, 0);
    function* other(): Task {
      for (let turn = 0; turn < 5; turn++) yield { readable: c, writable: d };
      yield { untilMs: 35 };
      for (let turn = 0; turn < 5; turn++) yield { readable: c, writable: d };
    }
    function* task(): Task {
      let ready = yield { readable: a };
      expectTime(kernel, 10, 'Socket a could be read after 10 ms. The task went on');
      expectReady('Socket a could be read', ready, 'readable true, writable false');
      ready = yield { writable: b };
      expectTime(kernel, 20, 'Socket b could be written after 20 ms. The task went on');
      expectReady('Socket b could be written', ready, 'readable false, writable true');
      ready = yield { untilMs: 35 };
      expectTime(kernel, 35, 'The task slept until 35 ms and went on');
      expectReady('The task had slept', ready, none);
      ready = yield;
      expectTime(kernel, 35, 'The task let others have a turn, and went on');
      expectReady('The task had let others have a turn', ready, none);
    }
    runOnKernel(answer, kernel, other(), task());
  }),
];
