/** Faults of select, poll and epoll. */
import {
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLLET,
  EPOLLONESHOT,
  type Kernel,
  layouts,
} from '../../sys/index.ts';
import { type Break, fault } from './break.ts';
import { PassingKernel } from './passing-kernel.ts';

// #region epoll
/** A copy of the event with other events in it. */
function changed(event: Int32Array | null, change: (events: number) => number) {
  if (event === null) return null;
  const copy = event.slice();
  copy[0] = change(copy[0] ?? 0);
  return copy;
}

class EdgeIsLevel extends PassingKernel {
  override epoll_ctl(...values: Parameters<Kernel['epoll_ctl']>): number {
    const [epfd, operation, fd, event] = values;
    const wrong = changed(event, (events) => events & ~EPOLLET);
    return this.kernel.epoll_ctl(epfd, operation, fd, wrong);
  }
}

class LevelIsEdge extends PassingKernel {
  override epoll_ctl(...values: Parameters<Kernel['epoll_ctl']>): number {
    const [epfd, operation, fd, event] = values;
    const wrong = changed(event, (events) => events | EPOLLET);
    return this.kernel.epoll_ctl(epfd, operation, fd, wrong);
  }
}

class ManyShots extends PassingKernel {
  override epoll_ctl(...values: Parameters<Kernel['epoll_ctl']>): number {
    const [epfd, operation, fd, event] = values;
    const wrong = changed(event, (events) => events & ~EPOLLONESHOT);
    return this.kernel.epoll_ctl(epfd, operation, fd, wrong);
  }
}

class AddReplaces extends PassingKernel {
  override epoll_ctl(...values: Parameters<Kernel['epoll_ctl']>): number {
    const [epfd, operation, fd, event] = values;
    if (operation === EPOLL_CTL_ADD) {
      this.kernel.epoll_ctl(epfd, EPOLL_CTL_DEL, fd, null);
    }
    return this.kernel.epoll_ctl(epfd, operation, fd, event);
  }
}
// #endregion

// #region numbers
/** What was registered for a number is registered for the next file with that number too. */
class NumbersNotFiles extends PassingKernel {
  readonly #lists = new Map<number, Map<number, Int32Array | null>>();

  override epoll_ctl(...values: Parameters<Kernel['epoll_ctl']>): number {
    const [epfd, operation, fd, event] = values;
    const answer = this.kernel.epoll_ctl(...values);
    if (answer === 0) {
      const list = this.#lists.get(epfd) ?? new Map<number, Int32Array | null>();
      this.#lists.set(epfd, list);
      if (operation === EPOLL_CTL_DEL) list.delete(fd);
      else list.set(fd, event?.slice() ?? null);
    }
    return answer;
  }

  override epoll_wait(...values: Parameters<Kernel['epoll_wait']>): number {
    const [epfd] = values;
    for (const [fd, event] of this.#lists.get(epfd) ?? []) {
      this.kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event);
    }
    return this.kernel.epoll_wait(...values);
  }

  override close(fd: number): number {
    this.#lists.delete(fd);
    return this.kernel.close(fd);
  }
}
// #endregion

// #region stride
class WrongStride extends PassingKernel {
  override epoll_wait(...values: Parameters<Kernel['epoll_wait']>): number {
    const answer = this.kernel.epoll_wait(...values);
    const [, events] = values;
    const { size, data } = layouts.epoll_event;
    for (let index = 1; index < answer; index++) {
      events[(index * size + data) / 4] = events[data / 4] ?? 0;
    }
    return answer;
  }
}
// #endregion

// #region wake-ups
/** Looks once, then sleeps until the time is up. */
class LostWakeUp extends PassingKernel {
  override poll(fds: Int32Array | null, nfds: number, timeout: number): number {
    const answer = this.kernel.poll(fds, nfds, 0);
    if (answer !== 0 || timeout === 0) return answer;
    this.kernel.poll(null, 0, timeout);
    return 0;
  }
}

class LostEpollWakeUp extends PassingKernel {
  override epoll_wait(...values: Parameters<Kernel['epoll_wait']>): number {
    const [epfd, events, maxevents, timeout] = values;
    const answer = this.kernel.epoll_wait(epfd, events, maxevents, 0);
    if (answer !== 0 || timeout === 0) return answer;
    this.kernel.poll(null, 0, timeout);
    return 0;
  }
}
// #endregion

// #region poll-and-select
/** POLLERR, POLLHUP and POLLNVAL come to nobody who did not ask. */
class PoliteHangUp extends PassingKernel {
  override poll(fds: Int32Array | null, nfds: number, timeout: number): number {
    const answer = this.kernel.poll(fds, nfds, timeout);
    let ready = 0;
    for (let index = 0; fds !== null && index < nfds && answer >= 0; index++) {
      const word = fds[index * 2 + 1] ?? 0;
      const revents = (word >>> 16) & word & 0xffff;
      fds[index * 2 + 1] = (revents << 16) | (word & 0xffff);
      if (revents !== 0) ready += 1;
    }
    return answer < 0 ? answer : ready;
  }
}

class SelectLeavesSets extends PassingKernel {
  override select(...values: Parameters<Kernel['select']>): number {
    const sets = values.slice(1, 4).map((set) => (set as Uint8Array | null)?.slice());
    const answer = this.kernel.select(...values);
    if (answer === 0) {
      for (const [index, set] of sets.entries()) {
        const target = values[index + 1];
        if (set !== undefined && target instanceof Uint8Array) target.set(set);
      }
    }
    return answer;
  }
}

class SelectCountsDescriptors extends PassingKernel {
  override select(...values: Parameters<Kernel['select']>): number {
    const answer = this.kernel.select(...values);
    const [, readfds, writefds] = values;
    if (answer <= 0 || readfds === null || writefds === null) return answer;
    return countBits(readfds.map((byte, index) => byte | (writefds[index] ?? 0)));
  }
}

function countBits(bytes: Iterable<number>): number {
  let count = 0;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) count += 1;
  }
  return count;
}

/** Faults of select, poll and epoll, by name. */
export const readinessBreaks: Readonly<Record<string, Break>> = {
  'edge-is-level': fault('EPOLLET is forgotten', EdgeIsLevel),
  'level-is-edge': fault('everything is edge-triggered', LevelIsEdge),
  'many-shots': fault('EPOLLONESHOT is forgotten', ManyShots),
  'add-replaces': fault('EPOLL_CTL_ADD of what is there is no EEXIST', AddReplaces),
  'numbers-not-files': fault(
    'an epoll watches a number, whatever file it means by now',
    NumbersNotFiles,
  ),
  'wrong-stride': fault('all events carry the data of the first', WrongStride),
  'lost-wake-up': fault('poll() sleeps on though something has come', LostWakeUp),
  'lost-epoll-wake-up': fault('epoll_wait() sleeps on, likewise', LostEpollWakeUp),
  'polite-hang-up': fault('poll() tells of no error that was not asked', PoliteHangUp),
  'select-leaves-sets': fault(
    'select() that finds nothing leaves its sets',
    SelectLeavesSets,
  ),
  'select-counts-descriptors': fault(
    'select() counts descriptors instead of bits',
    SelectCountsDescriptors,
  ),
};
// #endregion
