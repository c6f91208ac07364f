/**
 * What every kernel must do: the behaviours that Linux's man pages state for the calls of `Kernel`,
 * and those of Linux that programs come to rely on.
 *
 * The same cases run on the real kernel, which shows that they are true, and on the simulated
 * one, which shows that it does not lie. A case is made of `Kernel` calls alone and never
 * sleeps. One file for each theme, in `kernel-suite/`.
 *
 * Left out, because `Kernel` cannot say it or a test cannot wait for it: signals and EINTR, urgent
 * data, datagrams, keep-alive probes, TIME_WAIT running out, Unix sockets in the abstract
 * namespace, kqueue.
 */
import { describe } from 'vitest';
import type { Kernel } from '../sys/index.ts';
import { describeAddresses } from './kernel-suite/addresses.ts';
import { describeArguments } from './kernel-suite/arguments.ts';
import { describeCarrying } from './kernel-suite/carrying.ts';
import { describeClock } from './kernel-suite/clock.ts';
import { describeConnecting } from './kernel-suite/connecting.ts';
import { describeEndings } from './kernel-suite/endings.ts';
import { describeEpoll } from './kernel-suite/epoll.ts';
import { describeEpollEdges } from './kernel-suite/epoll-edges.ts';
import { KernelUnderTest } from './kernel-suite/kernel-under-test.ts';
import { describeListening } from './kernel-suite/listening.ts';
import { describeOptions } from './kernel-suite/options.ts';
import { describePipes } from './kernel-suite/pipes.ts';
import { describePoll } from './kernel-suite/poll.ts';
import { describeResets } from './kernel-suite/resets.ts';
import { describeSelect } from './kernel-suite/select.ts';
import { describeSockets } from './kernel-suite/sockets.ts';
import { describeUnix } from './kernel-suite/unix.ts';

const themes = [
  describeArguments,
  describeSockets,
  describeAddresses,
  describeListening,
  describeConnecting,
  describeCarrying,
  describeEndings,
  describeResets,
  describeOptions,
  describeUnix,
  describePipes,
  describeSelect,
  describePoll,
  describeEpoll,
  describeEpollEdges,
  describeClock,
];

/** Runs all cases, each on a kernel of its own. To be called in a test file, on Linux. */
export function describeKernel(name: string, createKernel: () => Kernel): void {
  describe(name, () => {
    for (const describeTheme of themes) {
      describeTheme(() => new KernelUnderTest(createKernel()));
    }
  });
}
