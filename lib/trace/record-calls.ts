/**
 * The recorder: a kernel that passes each call on to another kernel and remembers it.
 *
 * It costs two looks at the clock, a record, and copies of at most a few hundred bytes. Who does
 * not record does not pay: no other kernel knows of it. It adds nothing to what the program
 * sees: arguments and answers pass through unchanged.
 */
import { type Kernel, layouts } from '../sys/index.ts';
import { CallLog, type RecorderOptions, type Trace } from './call-log.ts';
import type { CallRecord } from './call-record.ts';
import { type MemoryCopy, NO_BYTES } from './memory-copy.ts';

// #region recorder
/** The kernel to run a program on, and what it records. */
export interface Recorder {
  readonly kernel: Kernel;
  readonly trace: Trace;
}

// Of an array of structs this many are copied.
const COPIED_STRUCTS = 32;

/**
 * A kernel that does what `kernel` does and records each call. Throws RangeError for a limit or a
 * number of bytes that is no whole number ≥ 0.
 */
export function recordCalls(kernel: Kernel, options: RecorderOptions = {}): Recorder {
  const log = new CallLog(kernel, options);
  return { kernel: recordingKernel(kernel, log), trace: log };
}
// #endregion

// #region steps
/** Every call in the same three steps: note what is passed, make the call, note what came of it. */
function recordingKernel(kernel: Kernel, log: CallLog): Kernel {
  return {
    socket(domain, type, protocol) {
      const call = log.begin('socket', [domain, type, protocol]);
      return log.done(call, log.returned(call, kernel.socket(domain, type, protocol)));
    },

    bind(fd, address, length) {
      const call = log.begin('bind', [fd, log.sockaddr(address, length), length]);
      return log.done(call, log.returned(call, kernel.bind(fd, address, length)));
    },

    listen(fd, backlog) {
      const call = log.begin('listen', [fd, backlog]);
      return log.done(call, log.returned(call, kernel.listen(fd, backlog)));
    },
    // #endregion

    // #region accept
    accept4(fd, address, length, flags) {
      const call = log.begin('accept4', [
        fd,
        toWrite(address),
        log.copy(length, 4),
        flags,
      ]);
      const result = log.returned(call, kernel.accept4(fd, address, length, flags));
      if (result >= 0 && length !== null) {
        call.written = [null, log.sockaddr(address, length[0]), log.copy(length, 4)];
      }
      return log.done(call, result);
    },
    // #endregion

    // #region bytes
    connect(fd, address, length) {
      const call = log.begin('connect', [fd, log.sockaddr(address, length), length]);
      return log.done(call, log.returned(call, kernel.connect(fd, address, length)));
    },

    send(fd, buffer, length, flags) {
      const call = log.begin('send', [fd, log.bytes(buffer, length), length, flags]);
      return log.done(call, log.returned(call, kernel.send(fd, buffer, length, flags)));
    },

    recv(fd, buffer, length, flags) {
      const call = log.begin('recv', [fd, NO_BYTES, length, flags]);
      const result = log.returned(call, kernel.recv(fd, buffer, length, flags));
      if (result >= 0) call.written = [null, log.bytes(buffer, result)];
      return log.done(call, result);
    },
    // #endregion

    // #region others
    shutdown(fd, how) {
      const call = log.begin('shutdown', [fd, how]);
      return log.done(call, log.returned(call, kernel.shutdown(fd, how)));
    },

    close(fd) {
      const call = log.begin('close', [fd]);
      return log.done(call, log.returned(call, kernel.close(fd)));
    },

    fcntl(fd, command, argument) {
      const call = log.begin('fcntl', [fd, command, argument]);
      return log.done(call, log.returned(call, kernel.fcntl(fd, command, argument)));
    },

    getsockopt(fd, level, name, value, length) {
      const passed: CallRecord['arguments'] = [
        fd,
        level,
        name,
        NO_BYTES,
        log.copy(length, 4),
      ];
      const call = log.begin('getsockopt', passed);
      const result = log.returned(
        call,
        kernel.getsockopt(fd, level, name, value, length),
      );
      if (result >= 0) {
        call.written = [
          null,
          null,
          null,
          log.copy(value, length[0] ?? 0),
          log.copy(length, 4),
        ];
      }
      return log.done(call, result);
    },

    setsockopt(fd, level, name, value, length) {
      const call = log.begin('setsockopt', [
        fd,
        level,
        name,
        log.copy(value, length),
        length,
      ]);
      const result = kernel.setsockopt(fd, level, name, value, length);
      return log.done(call, log.returned(call, result));
    },

    getsockname(fd, address, length) {
      const call = log.begin('getsockname', [fd, NO_BYTES, log.copy(length, 4)]);
      const result = log.returned(call, kernel.getsockname(fd, address, length));
      if (result >= 0) call.written = log.addressAndLength(address, length);
      return log.done(call, result);
    },

    getpeername(fd, address, length) {
      const call = log.begin('getpeername', [fd, NO_BYTES, log.copy(length, 4)]);
      const result = log.returned(call, kernel.getpeername(fd, address, length));
      if (result >= 0) call.written = log.addressAndLength(address, length);
      return log.done(call, result);
    },
    // #endregion

    // #region waits
    select(nfds, readfds, writefds, exceptfds, timeout) {
      const size = Math.ceil(nfds / 8);
      const call = log.begin('select', [
        nfds,
        log.fdSet(readfds, size),
        log.fdSet(writefds, size),
        log.fdSet(exceptfds, size),
        log.copy(timeout, layouts.timeval.size),
      ]);
      const result = log.returned(
        call,
        kernel.select(nfds, readfds, writefds, exceptfds, timeout),
      );
      if (result > 0) {
        call.written = [
          null,
          log.fdSet(readfds, size),
          log.fdSet(writefds, size),
          log.fdSet(exceptfds, size),
        ];
      }
      return log.done(call, result);
    },

    poll(fds, nfds, timeout) {
      const copied = log.copy(fds, structs(nfds) * layouts.pollfd.size);
      const call = log.begin('poll', [copied, nfds, timeout]);
      const result = log.returned(call, kernel.poll(fds, nfds, timeout));
      if (result > 0) call.written = [log.copy(fds, structs(nfds) * layouts.pollfd.size)];
      return log.done(call, result);
    },

    epoll_create1(flags) {
      const call = log.begin('epoll_create1', [flags]);
      return log.done(call, log.returned(call, kernel.epoll_create1(flags)));
    },

    epoll_ctl(epfd, operation, fd, event) {
      const copied = log.copy(event, layouts.epoll_event.size);
      const call = log.begin('epoll_ctl', [epfd, operation, fd, copied]);
      return log.done(
        call,
        log.returned(call, kernel.epoll_ctl(epfd, operation, fd, event)),
      );
    },

    epoll_wait(epfd, events, maxevents, timeout) {
      const call = log.begin('epoll_wait', [epfd, NO_BYTES, maxevents, timeout]);
      const result = log.returned(
        call,
        kernel.epoll_wait(epfd, events, maxevents, timeout),
      );
      if (result > 0) {
        call.written = [
          null,
          log.copy(events, structs(result) * layouts.epoll_event.size),
        ];
      }
      return log.done(call, result);
    },

    kqueue() {
      const call = log.begin('kqueue', []);
      return log.done(call, log.returned(call, kernel.kqueue()));
    },

    kevent(kq, changelist, nchanges, eventlist, nevents, timeout) {
      const { size } = layouts.kevent;
      const call = log.begin('kevent', [
        kq,
        log.copy(changelist, structs(nchanges) * size),
        nchanges,
        toWrite(eventlist),
        nevents,
        log.copy(timeout, layouts.timeval.size),
      ]);
      const result = log.returned(
        call,
        kernel.kevent(kq, changelist, nchanges, eventlist, nevents, timeout),
      );
      if (result > 0) {
        call.written = [null, null, null, log.copy(eventlist, structs(result) * size)];
      }
      return log.done(call, result);
    },
    // #endregion

    // #region rest
    pipe2(fds, flags) {
      const call = log.begin('pipe2', [NO_BYTES, flags]);
      const result = log.returned(call, kernel.pipe2(fds, flags));
      if (result >= 0) call.written = [log.copy(fds, 8)];
      return log.done(call, result);
    },

    read(fd, buffer, length) {
      const call = log.begin('read', [fd, NO_BYTES, length]);
      const result = log.returned(call, kernel.read(fd, buffer, length));
      if (result >= 0) call.written = [null, log.bytes(buffer, result)];
      return log.done(call, result);
    },

    write(fd, buffer, length) {
      const call = log.begin('write', [fd, log.bytes(buffer, length), length]);
      return log.done(call, log.returned(call, kernel.write(fd, buffer, length)));
    },

    monotonicMs: () => kernel.monotonicMs(),
  };
}

/** What stands for a pointer to which the call only writes: null for NULL, otherwise nothing yet. */
function toWrite(memory: Uint8Array | null): MemoryCopy | null {
  return memory === null ? null : NO_BYTES;
}

function structs(count: number): number {
  return Math.min(count, COPIED_STRUCTS);
}
// #endregion
