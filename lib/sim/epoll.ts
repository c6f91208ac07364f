/**
 * epoll: a list of files to watch that stays in the kernel, and a list of those that may be ready.
 *
 * select and poll ask each file at every call. Here a file tells by itself when something has
 * changed, and its entry goes on the ready list; `collect`, the heart of epoll_wait(2), asks only
 * the files on that list. Level and edge differ in one line: an entry that was reported goes back
 * on the list, or waits for the next change.
 *
 * An entry belongs to a number and to the open file behind it, both. If the number is closed while
 * another one (F_DUPFD of fcntl(2)) keeps the file open, the entry lives on, and nobody can
 * remove it any more: epoll(7), questions 6 and following.
 */
import {
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  EPOLLET,
  EPOLLONESHOT,
  errno,
  POLLERR,
  POLLHUP,
  POLLIN,
} from '../sys/index.ts';
import { OpenFile, type Watcher } from './open-file.ts';

// #region entry
/** What epoll_wait(2) reports: events, and the 64 bits that came with the entry. */
export interface EpollEvent {
  readonly events: number;
  readonly data: readonly [number, number];
}

/** One file that is watched, under one number. */
class Entry implements Watcher {
  readonly epoll: Epoll;
  readonly fd: number;
  readonly file: OpenFile;
  interest: EpollEvent;
  /** Reported once with EPOLLONESHOT: silent until EPOLL_CTL_MOD. */
  spent = false;

  constructor(epoll: Epoll, fd: number, file: OpenFile, interest: EpollEvent) {
    this.epoll = epoll;
    this.fd = fd;
    this.file = file;
    this.interest = interest;
  }

  /** What of the file's readiness is asked for; errors and hang-ups always are. */
  readyEvents(): number {
    if (this.spent) return 0;
    return this.file.readiness() & (this.interest.events | POLLERR | POLLHUP);
  }

  changed(events: number): void {
    const wanted = events & (this.interest.events | POLLERR | POLLHUP);
    if (wanted !== 0 && !this.spent) this.epoll.mayBeReady(this);
  }

  released(): void {
    this.epoll.forget(this);
  }
}
// #endregion

// #region control
export class Epoll extends OpenFile {
  readonly #entries = new Map<number, Entry[]>();
  /** A Set keeps the order in which entries came: who was reported last comes last. */
  readonly #ready = new Set<Entry>();

  /** epoll_ctl(2). */
  control(operation: number, fd: number, file: OpenFile, interest: EpollEvent): number {
    if (file === this) return -errno.EINVAL;
    const entry = this.#entries.get(fd)?.find((other) => other.file === file);
    switch (operation) {
      case EPOLL_CTL_ADD:
        if (entry !== undefined) return -errno.EEXIST;
        if (file instanceof Epoll && file.#reaches(this)) return -errno.ELOOP;
        return this.#add(new Entry(this, fd, file, interest));
      case EPOLL_CTL_MOD:
        if (entry === undefined) return -errno.ENOENT;
        entry.interest = interest;
        entry.spent = false;
        this.#look(entry);
        return 0;
      case EPOLL_CTL_DEL:
        if (entry === undefined) return -errno.ENOENT;
        entry.file.unwatch(entry);
        this.forget(entry);
        return 0;
      default:
        return -errno.EINVAL;
    }
  }
  // #endregion

  // #region collect
  /** epoll_wait(2) that never waits: up to `most` of what is ready now. */
  collect(most: number): EpollEvent[] {
    const found: EpollEvent[] = [];
    let left = this.#ready.size; // what goes back on the list is behind these
    for (const entry of this.#ready) {
      if (left === 0 || found.length === most) break;
      left -= 1;
      this.#ready.delete(entry);
      const events = entry.readyEvents();
      if (events === 0) continue;
      found.push({ events, data: entry.interest.data });
      if (entry.interest.events & EPOLLONESHOT) entry.spent = true;
      else if (!(entry.interest.events & EPOLLET)) this.#ready.add(entry); // level: again
    }
    return found;
  }
  // #endregion

  // #region ready
  /** What would be said of each file that shall be readable, if it were: for a fault. */
  pretendedEvents(): EpollEvent[] {
    const readers = this.#all().filter(({ spent, interest }) => {
      return !spent && (interest.events & POLLIN) !== 0;
    });
    return readers.map(({ interest }) => ({ events: POLLIN, data: interest.data }));
  }

  readiness(): number {
    for (const entry of this.#ready) {
      if (entry.readyEvents() !== 0) return POLLIN;
      this.#ready.delete(entry);
    }
    return 0;
  }

  mayBeReady(entry: Entry): void {
    this.#ready.add(entry);
    this.changed(POLLIN);
  }

  forget(entry: Entry): void {
    this.#ready.delete(entry);
    const left = this.#entries.get(entry.fd)?.filter((other) => other !== entry) ?? [];
    if (left.length > 0) this.#entries.set(entry.fd, left);
    else this.#entries.delete(entry.fd);
  }

  #add(entry: Entry): number {
    const others = this.#entries.get(entry.fd);
    if (others === undefined) this.#entries.set(entry.fd, [entry]);
    else others.push(entry);
    entry.file.watch(entry);
    this.#look(entry);
    return 0;
  }

  #look(entry: Entry): void {
    if (entry.readyEvents() !== 0) this.mayBeReady(entry);
  }

  /** Whether this epoll watches that one, or one that does. */
  #reaches(other: Epoll): boolean {
    for (const { file } of this.#all()) {
      if (file === other || (file instanceof Epoll && file.#reaches(other))) return true;
    }
    return false;
  }

  #all(): Entry[] {
    return [...this.#entries.values()].flat();
  }

  protected override release(): void {
    for (const entry of this.#all()) entry.file.unwatch(entry);
    this.#entries.clear();
    this.#ready.clear();
  }

  describe(): string {
    const watched = this.#all().map(({ fd }) => fd);
    const some = watched.slice(0, 10).join(', ') + (watched.length > 10 ? ', …' : '');
    return `an epoll that watches ${watched.length === 0 ? 'nothing' : some}`;
  }
}
// #endregion
