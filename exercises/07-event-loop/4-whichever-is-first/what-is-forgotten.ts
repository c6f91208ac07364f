/**
 * What a task did not get wakes it no more, and is asked about no more.
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

export const whatIsForgotten: readonly Check<Answer>[] = [
  check('what did not come is forgotten', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 30);
    let asked = 0;
    function* task(): Task {
      yield { readable: a, writable: b };
      asked = kernel.questions.length;
      yield { untilMs: 50 };
      if (kernel.nowMs < 50) {
        throw new Wrong(
          `The task got what it waited for, and then slept until 50 ms. It was woken at ${kernel.nowMs} ms, ` +
            'when the socket became writable that it no longer waits for.',
        );
      }
    }
    runOnKernel(answer, kernel, task());
    const stale = kernel.questions.slice(asked).find(({ about }) => about !== 'nothing');
    if (stale !== undefined) {
      throw new Wrong(
        `The task got what it waited for, and then slept. select() was still asked about ${stale.about}.`,
      );
    }
  }),

  check('first either of two sockets, then one of them', (answer) => {
    const directions = ['readable', 'writable'] as const;
    for (const [first, next] of directions.flatMap((one) =>
      directions.map((other) => [one, other] as const),
    )) {
      const kernel = new ScriptedKernel();
      const [a, b] = [kernel.socket('a'), kernel.socket('b')];
      if (first === 'readable') kernel.readableAt(a, 10);
      else kernel.writableAt(b, 10);
      function* task(): Task {
        yield { readable: a, writable: b };
        kernel.readableAt(a, next === 'readable' ? 40 : 20);
        kernel.writableAt(b, next === 'writable' ? 40 : 20);
        const ready = yield next === 'readable' ? { readable: a } : { writable: b };
        const name = next === 'readable' ? 'a' : 'b';
        const happened =
          `The task had waited for a and for b, and waits for ${name} alone now. That one was ready after ` +
          '40 ms, and the other after 20 ms';
        expectTime(kernel, 40, `${happened}. The task went on`);
        const [reads, writes] = [next === 'readable', next === 'writable'];
        expectReady(happened, ready, inWords({ readable: reads, writable: writes }));
      }
      runOnKernel(answer, kernel, task());
    }
  }),
];
