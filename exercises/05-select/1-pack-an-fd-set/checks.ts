/**
 * Sockets at chosen descriptors, silent or not: in one byte of the set, at its far end, and none.
 */
import {
  currentKernel,
  errno,
  F_DUPFD,
  orThrow,
  runOn,
  SystemError,
  select,
} from 'would-block';
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
import { expectDescriptors, expectForgotten, expectSleep } from './expectations.ts';

type Answer = typeof import('./starter.ts');

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

export default checks<Answer>([
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
      const all = [socketAt(1023), socketAt(515, send('x')), socketAt(290, send('x'))];
      const happened = 'Of 1023, 515 and 290 only 1023 has no bytes';
      expectDescriptors(readableOf(all, 0), [290, 515], happened);
    },
    // A process may be allowed fewer open files than the set has bits: ulimit -n.
    { only: 'simulated' },
  ),

  check('the lowest descriptor of all', ({ readableOf }) => {
    // All that is asked about is readable. Descriptor 0 belongs to the terminal, so nobody is asked.
    const kernel = kernelWith(currentKernel(), {
      select: (_nfds, readfds) => readfds?.filter((byte) => byte > 0).length ?? 0,
    });
    const answer = runOn(kernel, () => readableOf([0, 9], 0));
    expectDescriptors(answer, [0, 9], 'Both 0 and 9 have bytes');
  }),

  check('nothing to read, and no time to wait', ({ readableOf }) => {
    expectSleep(readableOf, [socketAt(164)], 0);
  }),

  check('bytes that come while it waits', ({ readableOf }) => {
    const all = [socketAt(171, pauseMs(100), send('x')), socketAt(180)];
    const happened = 'Bytes came for 171 after 0.1 of 60 seconds';
    expectDescriptors(readableOf(all, 60_000), [171], happened);
  }),

  check(
    'a time to wait in which nothing comes',
    ({ readableOf }) => expectSleep(readableOf, [socketAt(244)], 250.5),
    { only: 'simulated' }, // whose time is exact
  ),

  check('a stream that has ended', ({ readableOf }) => {
    const all = [socketAt(189, end()), socketAt(192)];
    const happened = 'The stream of 189 has ended, so recv() would not sleep';
    expectDescriptors(readableOf(all, 0), [189], happened);
  }),

  check('no descriptors', ({ readableOf }) => {
    const answer = runOn(impatientKernel(), () => readableOf([], 0));
    expectDescriptors(answer, [], 'There was nothing to ask about');
  }),

  check(
    'no descriptors, and a time to wait',
    ({ readableOf }) => expectSleep(readableOf, [], 80.5),
    { only: 'simulated' },
  ),

  check(
    'hundreds of descriptors at once',
    ({ readableOf }) => {
      // One socket that has bytes and one that is silent, at many descriptors each.
      const [silent, loud] = [socketAt(300), socketAt(301, send('x'))];
      const all = [silent, loud];
      for (let fd = 302; fd < 1024; fd += 1) {
        const source = fd % 2 === 0 ? silent : loud;
        all.push(orThrow('fcntl', currentKernel().fcntl(source, F_DUPFD, fd)));
      }
      const answer = readableOf(all, 0);
      const right = all.filter((fd) => fd % 2 === 1);
      const [missing] = right.filter((fd) => !answer.includes(fd));
      const [invented] = answer.filter((fd) => !right.includes(fd));
      if (missing === undefined && invented === undefined) return;
      throw new Wrong(
        `All descriptors from 300 to 1023 are asked about, and the odd ones have bytes. readableOf() answers ${answer.length} ` +
          `descriptors, and ${missing === undefined ? `${invented} is one of them` : `${missing} is not one of them`}. ` +
          'How many can one set hold?',
      );
    },
    { only: 'simulated' }, // a process may be allowed fewer open files: ulimit -n
  ),

  check('one call of select(), which looks no further than it must', ({ readableOf }) => {
    const all = [socketAt(226), socketAt(219, send('x')), socketAt(228)];
    const kernel = currentKernel();
    const asked: number[] = [];
    const counting = kernelWith(kernel, {
      select(nfds, ...args) {
        asked.push(nfds);
        return kernel.select(nfds, ...args);
      },
    });
    const answer = runOn(counting, () => readableOf(all, 60_000));
    if (asked.length > 1) {
      throw new Wrong(
        `readableOf() calls select() ${asked.length} times for three descriptors. How many of them can ` +
          'one set hold?',
      );
    }
    const [nfds] = asked;
    if (nfds !== undefined && nfds > 229) {
      throw new Wrong(
        `The highest descriptor is 228, and nfds is ${nfds}: the kernel looks at ${nfds - 229} bits for ` +
          'nothing. Which is the last that it must look at?',
      );
    }
    expectDescriptors(answer, [219], 'Of 226, 219 and 228 only 219 has bytes');
  }),

  check('a signal that interrupts the call', ({ readableOf }) => {
    const all = [socketAt(235), socketAt(241, send('x'))];
    const kernel = currentKernel();
    let calls = 0;
    const interrupted = kernelWith(kernel, {
      select(...args) {
        calls += 1;
        return calls === 1 ? -errno.EINTR : kernel.select(...args);
      },
    });
    let answer: number[];
    try {
      answer = runOn(interrupted, () => readableOf(all, 1000));
    } catch (error) {
      if (error instanceof SystemError && error.code === 'EINTR') return;
      throw error;
    }
    const happened = 'A signal has interrupted select() (EINTR), and 241 has bytes';
    expectDescriptors(answer, [241], happened);
  }),

  check('an error that is no interruption', ({ readableOf }) => {
    const all = [socketAt(250, send('x'))];
    const kernel = currentKernel();
    let calls = 0;
    const exhausted = kernelWith(kernel, {
      select(...args) {
        calls += 1;
        return calls === 1 ? -errno.ENOMEM : kernel.select(...args);
      },
    });
    let answer: number[];
    try {
      answer = runOn(exhausted, () => readableOf(all, 1000));
    } catch (error) {
      if (error instanceof SystemError && error.code === 'ENOMEM') return;
      throw error;
    }
    throw new Wrong(
      `select() answers ENOMEM, and readableOf() answers [${answer.join(', ')}] as if all were well. After ` +
        'which error alone may you make the call again?',
    );
  }),

  check('a descriptor that is closed', ({ readableOf }) => {
    const closed = socketAt(203);
    currentKernel().close(closed);
    const highest = socketAt(210, send('x'));
    let answer: number[];
    try {
      answer = readableOf([closed, highest], 0);
    } catch (error) {
      if (!(error instanceof SystemError) || error.code !== 'EBADF') throw error;
      if (error.syscall === 'select') return expectForgotten(readableOf, highest);
      throw new Wrong(
        `The error says that "${error.syscall}" was refused with EBADF. Which call was it?`,
      );
    }
    throw new Wrong(
      `Descriptor 203 is closed, and readableOf() answers [${answer.join(', ')}] as if all were ` +
        'well. What did select() answer?',
    );
  }),
]);
