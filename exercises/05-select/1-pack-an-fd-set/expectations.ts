/**
 * What is expected of readableOf(): its answer, how long it sleeps, and that it forgets.
 */
import { currentKernel, runOn, SystemError } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { kernelWith, Wrong } from 'would-block/testing';

type ReadableOf = typeof import('./starter.ts').readableOf;

/** Throws `Wrong` if the answer does not hold these descriptors, which are in ascending order. */
export function expectDescriptors(
  answer: number[],
  expected: number[],
  happened: string,
): void {
  const ascending = (list: number[]) => list.toSorted((one, other) => one - other);
  if (ascending(answer).join() === expected.join()) return;
  throw new Wrong(
    `${happened}, and readableOf() answers [${answer.join(', ')}], not [${expected.join(', ')}].`,
  );
}

/** Nothing comes: one call of select() sleeps for all of the time, which is exact if it is virtual. */
export function expectSleep(
  readableOf: ReadableOf,
  descriptors: number[],
  timeoutMs: number,
): void {
  const kernel = currentKernel();
  let calls = 0;
  const counting = kernelWith(kernel, {
    select(...args) {
      calls += 1;
      return kernel.select(...args);
    },
  });
  const startMs = kernel.monotonicMs();
  const answer = runOn(counting, () => readableOf(descriptors, timeoutMs));
  const sleptMs = kernel.monotonicMs() - startMs;
  const nothing =
    descriptors.length === 0
      ? 'there is no descriptor to ask about'
      : 'nothing has arrived';
  expectDescriptors(answer, [], `timeoutMs is ${timeoutMs}, ${nothing}`);
  if (calls > 1) {
    throw new Wrong(
      `readableOf() calls select() ${calls} times in ${timeoutMs} ms, and nothing comes in them. The kernel ` +
        'can wait for all of that time: what do you do in between?',
    );
  }
  const isExact = kernel instanceof SimulatedKernel;
  if (!isExact || Math.abs(sleptMs - timeoutMs) < 0.1) return;
  throw new Wrong(
    `timeoutMs is ${timeoutMs}, ${nothing}, and readableOf() returns after ${sleptMs.toFixed(1)} ms. ` +
      (calls === 0
        ? 'It has not called select(), which would have slept for all of the time, with nobody to wait for too. Which ' +
          'line returns before that?'
        : 'Which time does the struct hold that select() gets?'),
  );
}

/** A call has thrown EBADF, and the next asks about this descriptor alone, which is open. */
export function expectForgotten(readableOf: ReadableOf, descriptor: number): void {
  try {
    expectDescriptors(
      readableOf([descriptor], 0),
      [descriptor],
      `${descriptor} has bytes`,
    );
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new Wrong(
      `A call has thrown EBADF. The next one asks about ${descriptor} alone, which is open, and throws ` +
        `${error.code} too. What is left of the first in its set?`,
    );
  }
}
