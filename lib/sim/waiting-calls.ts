/**
 * The calls that wait for many files at once: select, poll and epoll.
 *
 * Each is the same three steps: look once; where nothing is ready, sleep and look again; write
 * what was found into the structs of the caller.
 */
import { EPOLL_CTL_DEL, errno, layouts, O_CLOEXEC } from '../sys/index.ts';
import { holds, isDescriptor, isInt } from './arguments.ts';
import { Epoll, type EpollEvent } from './epoll.ts';
import { pollOnce, pretendReadable, readersOf, showPolled } from './poll.ts';
import { fulfilled, type Sets, showWishes, wishes, writeSets } from './select.ts';
import { SocketCalls } from './socket-calls.ts';

// #region select
const EVENT_WORDS = layouts.epoll_event.size / 4;
const DATA_AT = layouts.epoll_event.data / 4;

export abstract class WaitingCalls extends SocketCalls {
  select(
    nfds: number,
    readfds: Uint8Array | null,
    writefds: Uint8Array | null,
    exceptfds: Uint8Array | null,
    timeout: Int32Array | null,
  ): number {
    if (!isInt(nfds) || nfds < 0) return -errno.EINVAL;
    const sets: Sets = [readfds, writefds, exceptfds];
    const bytes = Math.ceil(nfds / 64) * 8;
    const room = sets.every((set) => set === null || holds(set, bytes));
    if (!room || (timeout !== null && !holds(timeout, layouts.timeval.size))) {
      return -errno.EFAULT;
    }
    return this.call('select', () => {
      const limitMs = timeout === null ? Infinity : timevalMs(timeout);
      if (limitMs === undefined) return -errno.EINVAL;
      const asked = wishes(nfds, sets, (fd) => this.descriptors.file(fd));
      if (typeof asked === 'number') return asked;
      let ready = fulfilled(asked);
      if (ready.length === 0) {
        ready = this.#spurious(() => asked.filter(({ set }) => set === 0));
      }
      const deadlineMs = this.nowMs + limitMs;
      const isReady = () => {
        if (ready.length === 0) ready = fulfilled(asked);
        return ready.length > 0;
      };
      const awakening = this.waiting.until('select', isReady, deadlineMs, () =>
        showWishes(asked),
      );
      if (timeout !== null) writeTimeval(timeout, Math.max(0, deadlineMs - this.nowMs));
      return awakening === 'interrupted' ? -errno.EINTR : writeSets(nfds, sets, ready);
    });
  }
  // #endregion

  // #region rest
  poll(fds: Int32Array | null, nfds: number, timeout: number): number {
    if (!isInt(nfds) || !isInt(timeout)) return -errno.EINVAL;
    if (!holds(fds, nfds * layouts.pollfd.size)) return -errno.EFAULT;
    const structs = fds ?? new Int32Array(0);
    return this.call('poll', () => {
      const look = () => pollOnce(structs, nfds, (fd) => this.descriptors.file(fd));
      let ready = look();
      if (ready === 0) {
        const spurious = this.#spurious(() => readersOf(structs, nfds));
        ready = spurious.length;
        for (const at of spurious) pretendReadable(structs, at);
      }
      const isReady = () => {
        if (ready === 0) ready = look();
        return ready > 0;
      };
      const deadlineMs = this.#deadline(timeout);
      const awakening = this.waiting.until('poll', isReady, deadlineMs, () =>
        showPolled(structs, nfds),
      );
      return awakening === 'interrupted' ? -errno.EINTR : ready;
    });
  }

  epoll_create1(flags: number): number {
    if (!isInt(flags) || (flags & ~O_CLOEXEC) !== 0) return -errno.EINVAL;
    return this.call('epoll_create1', () => this.open(new Epoll(), flags !== 0));
  }

  epoll_ctl(
    epfd: number,
    operation: number,
    fd: number,
    event: Int32Array | null,
  ): number {
    if (!isDescriptor(epfd) || !isDescriptor(fd)) return -errno.EBADF;
    if (event !== null && !holds(event, layouts.epoll_event.size)) return -errno.EFAULT;
    if (!isInt(operation)) return -errno.EINVAL;
    return this.call('epoll_ctl', () => {
      const epoll = this.descriptors.file(epfd);
      const file = this.descriptors.file(fd);
      if (event === null && operation !== EPOLL_CTL_DEL) return -errno.EFAULT;
      if (epoll === undefined || file === undefined) return -errno.EBADF;
      if (!(epoll instanceof Epoll)) return -errno.EINVAL;
      return epoll.control(operation, fd, file, readEvent(event));
    });
  }

  epoll_wait(
    epfd: number,
    events: Int32Array,
    maxevents: number,
    timeout: number,
  ): number {
    if (!isDescriptor(epfd)) return -errno.EBADF;
    if (!isInt(maxevents) || maxevents <= 0 || !isInt(timeout)) return -errno.EINVAL;
    if (!holds(events, maxevents * layouts.epoll_event.size)) return -errno.EFAULT;
    return this.call('epoll_wait', () => {
      const epoll = this.descriptors.file(epfd);
      if (epoll === undefined) return -errno.EBADF;
      if (!(epoll instanceof Epoll)) return -errno.EINVAL;
      let found = epoll.collect(maxevents);
      if (found.length === 0) found = this.#spurious(() => epoll.pretendedEvents());
      const isReady = () => {
        if (found.length === 0) found = epoll.collect(maxevents);
        return found.length > 0;
      };
      const deadlineMs = this.#deadline(timeout);
      const waiter = () => `epoll_wait on descriptor ${epfd}, ${epoll.describe()},`;
      const awakening = this.waiting.until('epoll_wait', isReady, deadlineMs, waiter);
      for (const [index, event] of found.entries()) writeEvent(events, index, event);
      return awakening === 'interrupted' ? -errno.EINTR : found.length;
    });
  }

  #deadline(timeoutMs: number): number {
    return timeoutMs < 0 ? Infinity : this.nowMs + timeoutMs;
  }

  /** Which of the readers is called readable and is not, if that fault strikes: one, or none. */
  #spurious<Reader>(readers: () => readonly Reader[]): Reader[] {
    const { faults } = this.machine;
    return faults.strikes('spurious-readiness') ? faults.victim(readers()) : [];
  }
}

/** The time in a struct timeval, in ms; undefined if it is none. */
function timevalMs(timeout: Int32Array): number | undefined {
  const [secondsLow = 0, secondsHigh = 0, microsLow = 0, microsHigh = 0] = timeout;
  if (secondsHigh < 0 || microsHigh < 0) return undefined;
  const seconds = secondsHigh * 2 ** 32 + (secondsLow >>> 0);
  const micros = microsHigh * 2 ** 32 + (microsLow >>> 0);
  return seconds * 1000 + micros / 1000;
}

/** Linux writes the time that is left into the struct; other systems do not. */
function writeTimeval(timeout: Int32Array, leftMs: number): void {
  const micros = Math.floor(leftMs * 1000);
  const seconds = Math.floor(micros / 1e6);
  timeout[0] = seconds % 2 ** 32;
  timeout[1] = Math.floor(seconds / 2 ** 32);
  timeout[2] = micros % 1e6;
  timeout[3] = 0;
}

function readEvent(event: Int32Array | null): EpollEvent {
  const [events = 0] = event ?? [];
  return { events, data: [event?.[DATA_AT] ?? 0, event?.[DATA_AT + 1] ?? 0] };
}

function writeEvent(target: Int32Array, index: number, event: EpollEvent): void {
  const at = index * EVENT_WORDS;
  target[at] = event.events;
  target[at + DATA_AT] = event.data[0];
  target[at + DATA_AT + 1] = event.data[1];
}
// #endregion
