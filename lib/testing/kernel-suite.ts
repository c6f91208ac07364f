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
import {
  describeBind,
  describeFreedPorts,
  describeOwnAddress,
  describePeerAddress,
  describeWrongAddresses,
} from './kernel-suite/addresses.ts';
import {
  describeMissingCalls,
  describeNoDescriptor,
  describeNoSocket,
  describeOddNumbers,
  describeTooLittleMemory,
} from './kernel-suite/arguments.ts';
import {
  describeConnection,
  describePeek,
  describeRecv,
  describeRecvRoom,
  describeSend,
} from './kernel-suite/carrying.ts';
import { describeClock } from './kernel-suite/clock.ts';
import {
  describeConnect,
  describeConnectInProgress,
  describeRefusedConnect,
  describeVainConnects,
} from './kernel-suite/connecting.ts';
import {
  describeEndOfStream,
  describeSendAfterEnd,
  describeShutdown,
  describeShutdownRead,
  describeShutdownWrite,
} from './kernel-suite/endings.ts';
import {
  describeEpollCreate,
  describeEpollErrors,
  describeEpollList,
} from './kernel-suite/epoll-control.ts';
import {
  describeClosedWhileWatched,
  describeEdges,
  describeEdgesOfSockets,
  describeOneShot,
} from './kernel-suite/epoll-edges.ts';
import {
  describeEpollRoom,
  describeEpollTimes,
  describeEpollWait,
} from './kernel-suite/epoll-wait.ts';
import { KernelUnderTest, type StartCase } from './kernel-suite/kernel-under-test.ts';
import {
  describeAccept,
  describeAccepted,
  describeBacklog,
  describeListen,
  describeListenerEnds,
  describeVainAccepts,
} from './kernel-suite/listening.ts';
import {
  describeBufferSizes,
  describeLinger,
  describeReadOnlyOptions,
  describeSwitches,
  describeWrongOptions,
} from './kernel-suite/options.ts';
import { describeBrokenPipe, describePipe, describePipe2 } from './kernel-suite/pipes.ts';
import {
  describePoll,
  describePollFinds,
  describePollTimes,
  describeUnaskedEvents,
} from './kernel-suite/poll.ts';
import { describeReset, describeTearingOff } from './kernel-suite/resets.ts';
import {
  describeSelect,
  describeSelectErrors,
  describeSelectFinds,
  describeSelectTimes,
} from './kernel-suite/select.ts';
import {
  describeClose,
  describeFcntl,
  describeNextDescriptor,
  describeSocket,
} from './kernel-suite/sockets.ts';
import {
  describeLonelyUnixSocket,
  describeUnixAddress,
  describeUnixConnect,
  describeUnixEnds,
} from './kernel-suite/unix.ts';

// #region contract
/** The contract, subject by subject. */
const contract: readonly ((start: StartCase) => void)[] = [
  describeNoDescriptor,
  describeNoSocket,
  describeTooLittleMemory,
  describeOddNumbers,
  describeMissingCalls,
  describeSocket,
  describeNextDescriptor,
  describeClose,
  describeFcntl,
  describeBind,
  describeFreedPorts,
  describeWrongAddresses,
  describeOwnAddress,
  describePeerAddress,
  describeListen,
  describeBacklog,
  describeAccept,
  describeAccepted,
  describeVainAccepts,
  describeListenerEnds,
  describeConnect,
  describeVainConnects,
  describeConnectInProgress,
  describeRefusedConnect,
  describeConnection,
  describeSend,
  describeRecv,
  describePeek,
  describeRecvRoom,
  describeEndOfStream,
  describeShutdownWrite,
  describeShutdownRead,
  describeShutdown,
  describeSendAfterEnd,
  describeTearingOff,
  describeReset,
  describeBufferSizes,
  describeSwitches,
  describeLinger,
  describeReadOnlyOptions,
  describeWrongOptions,
  describeUnixAddress,
  describeUnixConnect,
  describeLonelyUnixSocket,
  describeUnixEnds,
  describePipe2,
  describePipe,
  describeBrokenPipe,
  describeSelect,
  describeSelectTimes,
  describeSelectErrors,
  describeSelectFinds,
  describePoll,
  describePollTimes,
  describeUnaskedEvents,
  describePollFinds,
  describeEpollCreate,
  describeEpollErrors,
  describeEpollList,
  describeEpollWait,
  describeEpollRoom,
  describeEpollTimes,
  describeEdges,
  describeEdgesOfSockets,
  describeOneShot,
  describeClosedWhileWatched,
  describeClock,
];
// #endregion

// #region describe-kernel
/** Runs all cases, each on a kernel of its own. To be called in a test file, on Linux. */
export function describeKernel(name: string, createKernel: () => Kernel): void {
  describe(name, () => {
    for (const describeSubject of contract) {
      describeSubject(() => new KernelUnderTest(createKernel()));
    }
  });
}
// #endregion
