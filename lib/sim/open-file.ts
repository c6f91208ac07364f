/**
 * What a descriptor stands for: a socket, one end of a pipe, an epoll, the terminal.
 *
 * The whole simulation rests on one small idea. Every file can say at any moment what is
 * possible with it: its `readiness`, in the words of poll(2). Its operations never wait; where
 * they would have to, they answer -EAGAIN. Waiting is one thing, done in one place: let the clock
 * go on, event by event, until the file that was asked says something else (waiting.ts).
 *
 * Where a file changes by itself, because a byte or a client has come, it tells its watchers:
 * epolls, which keep a list of what may be ready, and scripted peers, which act on it.
 */
import { errno } from '../sys/index.ts';

/** POLLRDHUP of poll(2), which only Linux has: the other side sends no more. */
export const POLLRDHUP = 0x2000;

/** Who wants to know that a file has changed. `events`: what may have become possible. */
export interface Watcher {
  changed(events: number): void;
  /** The file is released: there is nothing more to watch. */
  released(): void;
}

export abstract class OpenFile {
  /** O_NONBLOCK. It belongs to the file: all descriptors that stand for it share it. */
  nonBlocking = false;
  /** How many descriptors stand for this file. */
  references = 0;
  #watchers: Set<Watcher> | undefined;

  /** O_RDONLY (0), O_WRONLY (1) or O_RDWR (2), as F_GETFL of fcntl(2) answers it. */
  get accessMode(): number {
    return 2;
  }

  /** What is possible now: POLLIN, POLLOUT, POLLERR, POLLHUP, POLLRDHUP, as poll(2) has it. */
  abstract readiness(): number;

  /** The last descriptor is closed. */
  close(): void {
    this.release();
    for (const watcher of this.#watchers ?? []) watcher.released();
    this.#watchers = undefined;
  }

  /** Gives back what the file holds. */
  protected abstract release(): void;

  /** What it is and how it stands, for people: `TCP 127.0.0.1:80, 5 bytes to read`. */
  abstract describe(): string;

  /** read(2) that never waits. */
  read(_target: Uint8Array): number {
    return -errno.EINVAL;
  }

  /** write(2) that never waits. */
  write(_bytes: Uint8Array): number {
    return -errno.EINVAL;
  }

  watch(watcher: Watcher): void {
    this.#watchers ??= new Set();
    this.#watchers.add(watcher);
  }

  unwatch(watcher: Watcher): void {
    this.#watchers?.delete(watcher);
  }

  /** Tells the watchers that these events may have become possible. */
  protected changed(events: number): void {
    if (this.#watchers === undefined) return;
    for (const watcher of [...this.#watchers]) watcher.changed(events);
  }
}
