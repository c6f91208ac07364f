/**
 * Several tasks, or one that asks twice: each answer is for one task, and keeps what it says.
 */
import type { Socket } from 'would-block';
import { type Check, check, ScriptedKernel } from 'would-block/testing';
import {
  type Answer,
  expectKept,
  expectReady,
  expectTime,
  inWords,
  runOnKernel,
} from './expectations.ts';
import type { Task, Wait } from './starter.ts';

export const whoseAnswer: readonly Check<Answer>[] = [
  check('two answers in one round', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 10);
    function* task(wait: Wait): Task {
      const ready = yield wait;
      const told = inWords(ready);
      yield;
      expectKept(ready, told);
    }
    runOnKernel(answer, kernel, task({ readable: a }), task({ writable: b }));
  }),

  check('two answers for the same sockets', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      const told = inWords(ready);
      kernel.readableAt(a, Infinity);
      kernel.writableAt(b, 20);
      yield { readable: a, writable: b };
      expectKept(ready, told);
    }
    runOnKernel(answer, kernel, task());
  }),

  check('two tasks at one socket, one to read and one to write', (answer) => {
    const kernel = new ScriptedKernel();
    const socket = kernel.socket('a');
    kernel.writableAt(socket, 10);
    kernel.readableAt(socket, 20);
    function* reader(): Task {
      const ready = yield { readable: socket };
      expectTime(kernel, 20, 'The socket could be read after 20 ms. The reader went on');
      expectReady(
        'The reader waited to read alone',
        ready,
        'readable true, writable false',
      );
    }
    function* writer(): Task {
      const ready = yield { writable: socket };
      expectTime(
        kernel,
        10,
        'The socket could be written after 10 ms. The writer went on',
      );
      expectReady(
        'The writer waited to write alone',
        ready,
        'readable false, writable true',
      );
    }
    runOnKernel(answer, kernel, reader(), writer());
  }),

  check('two tasks, and each hears of its own sockets', (answer) => {
    const kernel = new ScriptedKernel();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    kernel.readableAt(a, 20);
    kernel.writableAt(d, 20);
    function* reading(): Task {
      const ready = yield { readable: a, writable: b };
      expectReady(
        'Of a and b, a could be read, and of the other task’s sockets one could be written',
        ready,
        'readable true, writable false',
      );
    }
    function* writing(): Task {
      const ready = yield { readable: c, writable: d };
      expectReady(
        'Of c and d, d could be written, and of the other task’s sockets one could be read',
        ready,
        'readable false, writable true',
      );
    }
    runOnKernel(answer, kernel, reading(), writing());
  }),
];
