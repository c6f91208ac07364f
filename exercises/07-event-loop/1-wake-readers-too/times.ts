/**
 * Tasks that wait for times, in every order, to the fraction of a millisecond.
 */
import { type Check, check } from 'would-block/testing';
import { type Answer, Scene } from './scene.ts';
import type { Wait } from './starter.ts';

export const times: readonly Check<Answer>[] = [
  check('a time, another, and one that is over already', (answer) => {
    const scene = new Scene();
    const waits: Wait[] = [
      { untilMs: 10 },
      { untilMs: 30 },
      { untilMs: 30 },
      { untilMs: 5 },
    ];
    scene.run(answer, scene.task('the task', ...waits));
    scene.expectWoken(
      'A task waited until 10 ms, then until 30 ms, then for times that were over already',
      'the task at 10 ms',
      'the task at 30 ms',
      'the task at 30 ms',
      'the task at 30 ms',
    );
  }),

  check('times that are no whole milliseconds', (answer) => {
    const scene = new Scene();
    scene.run(answer, scene.task('the task', { untilMs: 10.75 }, { untilMs: 20 }));
    scene.expectWoken(
      'A task waited until 10.75 ms, and then until 20 ms',
      'the task at 10.75 ms',
      'the task at 20 ms',
    );
  }),

  check('several times, and a socket between them', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 15);
    scene.run(
      answer,
      scene.task('late', { untilMs: 40 }),
      scene.task('early', { untilMs: 10 }, { untilMs: 20 }),
      scene.task('the reader', { readable: a }),
    );
    scene.expectWoken(
      'One task waited until 40 ms, one until 10 and then until 20 ms, and a socket could be read after 15 ms',
      'early at 10 ms',
      'the reader at 15 ms',
      'early at 20 ms',
      'late at 40 ms',
    );
  }),

  check('several times, the nearest of the first task', (answer) => {
    const scene = new Scene();
    scene.run(
      answer,
      scene.task('early', { untilMs: 10 }),
      scene.task('late', { untilMs: 40 }),
      scene.task('between', { untilMs: 20 }),
    );
    scene.expectWoken(
      'Three tasks waited until 10, 40 and 20 ms',
      'early at 10 ms',
      'between at 20 ms',
      'late at 40 ms',
    );
  }),
];
