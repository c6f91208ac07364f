/**
 * Sockets at chosen descriptors, silent or not: in one byte of the set, at its far end, and none.
 */
import { currentKernel, F_DUPFD, orThrow, runOn, SystemError, select } from 'would-block';
import {
  check,
  checks,
  end,
  hold,
  kernelWith,
  pauseMs,
  type Step,
  send,
  startPeer,
  Wrong,
} from 'would-block/testing';

/**
 * A socket at this very descriptor, readable already if the script does not begin with a pause.
 * Each check takes descriptors of its own, in bytes of their own: what a check that fails leaves
 * open is not in the way of the next.
 */
function socketAt(descriptor: number, ...script: Step[]): number {
  const socket = startPeer([...script, hold()]).connect();
  const [first] = script;
  if (first !== undefined && first.step !== 'pauseMs') select([socket], [], [], 2000);
  // A second descriptor for the same socket, the lowest free one that is not below.
  const answer = currentKernel().fcntl(socket.fileno(), F_DUPFD, descriptor);
  socket.close();
  if (orThrow('fcntl', answer) === descriptor) return descriptor;
  throw new Error(`descriptor ${descriptor} is taken`);
}

/** The current kernel, but not to be waited for without a timeout. */
function impatientKernel() {
  const kernel = currentKernel();
  return kernelWith(kernel, {
    select(nfds, readfds, writefds, exceptfds, timeout) {
      if (timeout === null) {
        throw new Wrong(
          'select() got null for its timeout: with nobody to wake it, for ever.',
        );
      }
      return kernel.select(nfds, readfds, writefds, exceptfds, timeout);
    },
  });
}

function expectDescriptors(answer: number[], expected: number[], happened: string): void {
  const ascending = (list: number[]) => list.toSorted((one, other) => one - other);
  if (ascending(answer).join() === expected.join()) return;
  throw new Wrong(
    `${happened}, and readableOf() answers [${answer.join(', ')}], not [${expected.join(', ')}].`,
  );
}

export default checks<typeof import('./starter.ts')>([
  check('one of three has something to read', ({ readableOf }) => {
    const all = [socketAt(104), socketAt(107, send('x')), socketAt(121)];
    const happened = 'Of 104, 107 and 121 only 107 has bytes';
    expectDescriptors(readableOf(all, 0), [107], happened);
  }),

  check('two descriptors whose bits lie in one byte', ({ readableOf }) => {
    const all = [socketAt(128, send('x')), socketAt(130, send('x')), socketAt(137)];
    const happened = '128 and 130 have bytes, and 137 has none';
    expectDescriptors(readableOf(all, 0), [128, 130], happened);
  }),

  check('the highest descriptor of all', ({ readableOf }) => {
    const all = [socketAt(153, send('x')), socketAt(144)];
    const happened = 'Of 153 and 144 only 153 has bytes';
    expectDescriptors(readableOf(all, 0), [153], happened);
  }),

  check(
    'descriptors far apart, the last of the set among them',
    ({ readableOf }) => {
      const all = [socketAt(1023, send('x')), socketAt(515), socketAt(290, send('x'))];
      const happened = 'Of 1023, 515 and 290 only 515 has no bytes';
      expectDescriptors(readableOf(all, 0), [290, 1023], happened);
    },
    // A process may be allowed fewer open files than the set has bits: ulimit -n.
    { only: 'simulated' },
  ),

  check('nothing to read, and no time to wait', ({ readableOf }) => {
    expectDescriptors(readableOf([socketAt(164)], 0), [], 'Nothing has arrived');
  }),

  check('bytes that come while it waits', ({ readableOf }) => {
    const all = [socketAt(171, pauseMs(100), send('x')), socketAt(180)];
    const happened = 'Bytes came for 171 after 0.1 of 60 seconds';
    expectDescriptors(readableOf(all, 60_000), [171], happened);
  }),

  check('a stream that has ended', ({ readableOf }) => {
    const all = [socketAt(189, end()), socketAt(192)];
    const happened = 'The stream of 189 has ended, so recv() would not sleep';
    expectDescriptors(readableOf(all, 0), [189], happened);
  }),

  check('no descriptors', ({ readableOf }) => {
    const answer = runOn(impatientKernel(), () => readableOf([], 0));
    expectDescriptors(answer, [], 'There was nothing to ask about');
  }),

  check('a descriptor that is closed', ({ readableOf }) => {
    const closed = socketAt(203);
    currentKernel().close(closed);
    const highest = socketAt(210);
    let answer: number[];
    try {
      answer = readableOf([closed, highest], 0);
    } catch (error) {
      if (error instanceof SystemError && error.code === 'EBADF') return;
      throw error;
    }
    throw new Wrong(
      `Descriptor 203 is closed, and readableOf() answers [${answer.join(', ')}] as if all were ` +
        'well. What did select() answer?',
    );
  }),
]);
