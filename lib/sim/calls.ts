/**
 * How a call goes, whatever it does: it is counted, it takes its time, and perhaps it sleeps.
 *
 * Here too are the calls that all files have: read, write, close, fcntl, pipe2, and the clock.
 */
import {
  errno,
  F_DUPFD,
  F_GETFD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  O_CLOEXEC,
  O_NONBLOCK,
  POLLERR,
} from '../sys/index.ts';
import { holds, isDescriptor, isInt, MOST_BYTES } from './arguments.ts';
import { Clock } from './clock.ts';
import { Counts } from './counts.ts';
import { DescriptorTable } from './descriptor-table.ts';
import { Faults } from './faults.ts';
import type { Machine } from './machine.ts';
import type { OpenFile } from './open-file.ts';
import { completeOptions, LEAST_CALL_MS, type SimulationOptions } from './options.ts';
import { makePipe } from './pipe.ts';
import { PortTable } from './port-table.ts';
import { Random } from './random.ts';
import { WOULD_BLOCK } from './socket.ts';
import { StandardStream } from './standard-stream.ts';
import { BoundError, Waiting } from './waiting.ts';

// #region machine
export abstract class Calls {
  /** What the program asked for until now, and what it cost. */
  readonly counts = new Counts();
  protected readonly machine: Machine;
  protected readonly descriptors: DescriptorTable;
  protected readonly waiting: Waiting;
  protected readonly standardOutput = new StandardStream('the standard output');
  protected readonly standardError = new StandardStream('the standard error');

  /** Throws RangeError for an option that makes no sense. */
  constructor(given: Partial<SimulationOptions> = {}) {
    const options = completeOptions(given);
    const clock = new Clock();
    const faults = new Faults(options.faults, new Random(options.seed));
    const ports = new PortTable(clock);
    this.machine = { ...options, clock, faults, ports, unixNames: new Map() };
    this.descriptors = new DescriptorTable(options.maxOpenFiles);
    this.descriptors.add(new StandardStream('the standard input'), false);
    this.descriptors.add(this.standardOutput, false);
    this.descriptors.add(this.standardError, false);
    this.waiting = new Waiting(this.machine, this.counts, () => this.situation());
  }

  /** The virtual time in ms. Looking at it is no call, and takes no time. */
  get nowMs(): number {
    return this.machine.clock.nowMs;
  }

  /** Who holds what, and who waits: for the message of a DeadlockError. */
  protected abstract situation(): string;
  // #endregion

  // #region call
  /** Makes a call: counts it, lets its time pass, and notes an error. */
  protected call(name: string, run: () => number): number {
    const { callCostMs, maxCalls, clock } = this.machine;
    const costMs =
      typeof callCostMs === 'number'
        ? callCostMs
        : (callCostMs[name] ?? callCostMs.other ?? LEAST_CALL_MS);
    this.counts.begin(name, costMs);
    if (this.counts.total > maxCalls) {
      throw new BoundError(`the program makes more than ${maxCalls} calls (maxCalls)`);
    }
    this.waiting.passTo(clock.nowMs + costMs);
    const answer = run();
    if (answer < 0) this.counts.failed(name, answer);
    return answer;
  }

  /**
   * A call that blocks is one that does not, made again whenever something has happened, until it
   * answers something else than -EAGAIN.
   */
  protected blocking(
    call: string,
    fd: number,
    mayWait: boolean,
    attempt: () => number,
  ): number {
    let answer = attempt();
    if (answer !== WOULD_BLOCK || !mayWait) return answer;
    const isReady = () => {
      answer = attempt();
      return answer !== WOULD_BLOCK;
    };
    const waiter = () => `${call} on descriptor ${fd}`;
    const awakening = this.waiting.until(call, isReady, Infinity, waiter);
    return awakening === 'interrupted' ? -errno.EINTR : answer;
  }
  // #endregion

  // #region move-out
  /** Moves bytes out: all of them if it may wait, else what there is room for. */
  protected moveOut(
    call: string,
    fd: number,
    file: OpenFile,
    bytes: Uint8Array,
    mayWait: boolean,
  ): number {
    const wanted = this.machine.faults.limit('send', bytes.length);
    let sent = 0;
    const attempt = () => {
      // An error in the middle stays for the next call: this one tells what it has sent.
      if (sent > 0 && file.readiness() & POLLERR) return sent;
      const count = file.write(bytes.subarray(sent, wanted));
      if (count < 0) return count === WOULD_BLOCK || sent === 0 ? count : sent;
      sent += count;
      return sent === wanted ? sent : WOULD_BLOCK;
    };
    const answer = this.blocking(call, fd, mayWait, attempt);
    const count = answer < 0 && sent > 0 ? sent : answer;
    if (count > 0) this.counts.bytesSent += count;
    return count;
  }
  // #endregion

  // #region files
  /** Gives a new file a number, or answers -EMFILE and drops it. */
  protected open(file: OpenFile, closeOnExec: boolean): number {
    const fd = this.machine.faults.strikes('no-descriptors')
      ? -errno.EMFILE
      : this.descriptors.add(file, closeOnExec);
    if (fd < 0) file.close();
    return fd;
  }

  read(fd: number, buffer: Uint8Array, length: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(buffer, length)) return -errno.EFAULT;
    return this.call('read', () => {
      const file = this.descriptors.file(fd);
      if (file === undefined) return -errno.EBADF;
      const limit = this.machine.faults.limit('recv', Math.min(length, MOST_BYTES));
      const target = buffer.subarray(0, limit);
      const attempt = () => file.read(target);
      const count = this.blocking('read', fd, !file.nonBlocking, attempt);
      if (count > 0) this.counts.bytesReceived += count;
      return count;
    });
  }

  write(fd: number, buffer: Uint8Array, length: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!holds(buffer, length)) return -errno.EFAULT;
    return this.call('write', () => {
      const file = this.descriptors.file(fd);
      if (file === undefined) return -errno.EBADF;
      const bytes = buffer.subarray(0, Math.min(length, MOST_BYTES));
      return this.moveOut('write', fd, file, bytes, !file.nonBlocking);
    });
  }

  close(fd: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    return this.call('close', () => this.descriptors.close(fd));
  }

  fcntl(fd: number, command: number, argument: number): number {
    if (!isDescriptor(fd)) return -errno.EBADF;
    if (!isInt(command) || !isInt(argument)) return -errno.EINVAL;
    return this.call('fcntl', () => {
      const descriptor = this.descriptors.get(fd);
      if (descriptor === undefined) return -errno.EBADF;
      const { file } = descriptor;
      switch (command) {
        case F_DUPFD:
          if (argument < 0 || argument >= this.descriptors.most) return -errno.EINVAL;
          return this.descriptors.add(file, false, argument);
        case F_GETFD:
          return descriptor.closeOnExec ? FD_CLOEXEC : 0;
        case F_SETFD:
          descriptor.closeOnExec = (argument & FD_CLOEXEC) !== 0;
          return 0;
        case F_GETFL:
          return file.accessMode | (file.nonBlocking ? O_NONBLOCK : 0);
        case F_SETFL:
          file.nonBlocking = (argument & O_NONBLOCK) !== 0;
          return 0;
        default:
          return -errno.EINVAL;
      }
    });
  }

  pipe2(fds: Int32Array, flags: number): number {
    if (!holds(fds, 8)) return -errno.EFAULT;
    if (!isInt(flags)) return -errno.EINVAL;
    return this.call('pipe2', () => {
      if ((flags & ~(O_CLOEXEC | O_NONBLOCK)) !== 0) return -errno.EINVAL;
      const noRoom = this.machine.faults.strikes('no-descriptors');
      if (noRoom || !this.descriptors.hasRoomFor(2)) return -errno.EMFILE;
      const { reader, writer } = makePipe();
      for (const [index, file] of [reader, writer].entries()) {
        file.nonBlocking = (flags & O_NONBLOCK) !== 0;
        fds[index] = this.descriptors.add(file, (flags & O_CLOEXEC) !== 0);
      }
      return 0;
    });
  }

  /** The virtual time, in ms since the kernel was made. Asking takes time, as every call does. */
  monotonicMs(): number {
    this.call('monotonicMs', () => 0);
    return this.nowMs;
  }
}
// #endregion
