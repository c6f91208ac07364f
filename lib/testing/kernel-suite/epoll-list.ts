/** What the cases of epoll share: an epoll, and lists of events instead of structs. */
import { EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD, layouts } from '../../sys/index.ts';
import { type Answer, type KernelUnderTest, named } from './kernel-under-test.ts';

// #region list
const { size, data } = layouts.epoll_event;
const words = size / 4;

/** A struct epoll_event; `value` is the low half of its data. */
export function epollEvent(events: number, value: number): Int32Array {
  const event = new Int32Array(words);
  event[0] = events;
  event[data / 4] = value;
  return event;
}

/** An epoll of the kernel under test. Its events carry the descriptor unless told otherwise. */
export class EpollList {
  readonly epfd: number;
  readonly #on: KernelUnderTest;

  constructor(on: KernelUnderTest) {
    this.#on = on;
    this.epfd = on.opened(on.kernel.epoll_create1(0));
  }

  /** EPOLL_CTL_ADD. */
  add(fd: number, events: number, value = fd): Answer {
    return this.#control(EPOLL_CTL_ADD, fd, epollEvent(events, value));
  }

  /** EPOLL_CTL_MOD. */
  modify(fd: number, events: number, value = fd): Answer {
    return this.#control(EPOLL_CTL_MOD, fd, epollEvent(events, value));
  }

  /** EPOLL_CTL_DEL. */
  remove(fd: number): Answer {
    return this.#control(EPOLL_CTL_DEL, fd, null);
  }

  #control(operation: number, fd: number, event: Int32Array | null): Answer {
    return named(this.#on.kernel.epoll_ctl(this.epfd, operation, fd, event));
  }

  /** epoll_wait(2): pairs of data and events, in order of data, which is no promise of epoll. */
  wait(timeoutMs = 0, room = 16): [value: number, events: number][] {
    const list = new Int32Array(words * room);
    const count = this.#on.kernel.epoll_wait(this.epfd, list, room, timeoutMs);
    const found: [number, number][] = [];
    for (let index = 0; index < count; index++) {
      const at = index * words;
      found.push([list[at + data / 4] ?? 0, list[at] ?? 0]);
    }
    return found.sort(([first], [second]) => first - second);
  }
}
// #endregion
