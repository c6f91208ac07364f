/** Faults of sockets, pipes and descriptors. */
import {
  errno,
  F_DUPFD,
  F_SETFL,
  type Kernel,
  MSG_DONTWAIT,
  MSG_PEEK,
  O_NONBLOCK,
  pollfd,
  pollfdRevents,
  SHUT_RDWR,
  SHUT_WR,
  SO_ERROR,
} from '../../sys/index.ts';
import { type Break, fault } from './break.ts';
import { PassingKernel } from './passing-kernel.ts';

// #region carrying
const POLLRDHUP = 0x2000;

function hasEnded(kernel: Kernel, fd: number): boolean {
  const fds = pollfd(fd, POLLRDHUP);
  return kernel.poll(fds, 1, 0) === 1 && (pollfdRevents(fds) & POLLRDHUP) !== 0;
}

class OffByOne extends PassingKernel {
  override recv(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    const answer = this.kernel.recv(fd, buffer, length, flags);
    const full = answer === length && length > 0 && (flags & MSG_PEEK) === 0;
    if (full) this.kernel.recv(fd, new Uint8Array(1), 1, MSG_DONTWAIT);
    return answer;
  }
}

class BoastfulSend extends PassingKernel {
  override send(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    const answer = this.kernel.send(fd, buffer, length, flags);
    return answer > 0 && answer < length ? answer + 1 : answer;
  }
}

class FinBeforeData extends PassingKernel {
  override recv(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    if (hasEnded(this.kernel, fd)) return 0;
    return this.kernel.recv(fd, buffer, length, flags);
  }
}

class ResetIsEnd extends PassingKernel {
  override recv(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    const answer = this.kernel.recv(fd, buffer, length, flags);
    return answer === -errno.ECONNRESET ? 0 : answer;
  }
}
// #endregion

// #region others
class PeekTakes extends PassingKernel {
  override recv(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    return this.kernel.recv(fd, buffer, length, flags & ~MSG_PEEK);
  }
}

class EagerPipeError extends PassingKernel {
  override send(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    if (hasEnded(this.kernel, fd)) return -errno.EPIPE;
    return this.kernel.send(fd, buffer, length, flags);
  }
}

class EmptySendEnds extends PassingKernel {
  override send(fd: number, buffer: Uint8Array, length: number, flags: number): number {
    const answer = this.kernel.send(fd, buffer, length, flags);
    if (length === 0 && answer === 0) this.kernel.shutdown(fd, SHUT_WR);
    return answer;
  }
}

class NoHalfClose extends PassingKernel {
  override shutdown(fd: number, how: number): number {
    return this.kernel.shutdown(fd, how === SHUT_WR ? SHUT_RDWR : how);
  }
}

class StickyError extends PassingKernel {
  readonly #errors = new Map<number, number>();

  override getsockopt(...values: Parameters<Kernel['getsockopt']>): number {
    const [fd, , name, value] = values;
    const answer = this.kernel.getsockopt(...values);
    if (answer < 0 || name !== SO_ERROR) return answer;
    const error = value[0] || (this.#errors.get(fd) ?? 0);
    this.#errors.set(fd, error);
    value[0] = error;
    return answer;
  }

  override close(fd: number): number {
    this.#errors.delete(fd);
    return this.kernel.close(fd);
  }
}

class SilentRefusal extends PassingKernel {
  override getsockopt(...values: Parameters<Kernel['getsockopt']>): number {
    const [, , name, value] = values;
    const answer = this.kernel.getsockopt(...values);
    if (name === SO_ERROR && value[0] === errno.ECONNREFUSED) value[0] = 0;
    return answer;
  }
}

class EndlessBacklog extends PassingKernel {
  override listen(fd: number): number {
    return this.kernel.listen(fd, 4096);
  }
}

class ForgottenFlags extends PassingKernel {
  override accept4(...values: Parameters<Kernel['accept4']>): number {
    const answer = this.kernel.accept4(...values);
    if (answer >= 0) this.kernel.fcntl(answer, F_SETFL, 0);
    return answer;
  }
}

class NumbersNotReused extends PassingKernel {
  override socket(...values: Parameters<Kernel['socket']>): number {
    const fd = this.kernel.socket(...values);
    if (fd < 0) return fd;
    const next = this.kernel.fcntl(fd, F_DUPFD, fd + 1);
    this.kernel.close(fd);
    return next;
  }
}

class PipeWithoutReader extends PassingKernel {
  override write(fd: number, buffer: Uint8Array, length: number): number {
    const answer = this.kernel.write(fd, buffer, length);
    return answer === -errno.EPIPE ? length : answer;
  }
}

class PipeLeaksFlags extends PassingKernel {
  override pipe2(fds: Int32Array, flags: number): number {
    return this.kernel.pipe2(fds, flags & ~O_NONBLOCK);
  }
}

/** Faults of sockets, pipes and descriptors, by name. */
export const streamBreaks: Readonly<Record<string, Break>> = {
  'off-by-one': fault('recv() that fills its buffer loses the next byte', OffByOne),
  'boastful-send': fault('a partial send() counts one byte too many', BoastfulSend),
  'fin-before-data': fault('the end of the stream overtakes the bytes', FinBeforeData),
  'reset-is-end': fault('recv() answers 0 where it should say ECONNRESET', ResetIsEnd),
  'peek-takes': fault('MSG_PEEK takes away what it reads', PeekTakes),
  'eager-pipe-error': fault('the first send() to a closed peer is EPIPE', EagerPipeError),
  'empty-send-ends': fault('a send() of no bytes ends the stream', EmptySendEnds),
  'no-half-close': fault('shutdown(SHUT_WR) ends both ways', NoHalfClose),
  'sticky-error': fault('SO_ERROR tells the same error again', StickyError),
  'silent-refusal': fault(
    'SO_ERROR keeps quiet about a refused connect()',
    SilentRefusal,
  ),
  'endless-backlog': fault('the queue of a listener has no end', EndlessBacklog),
  'forgotten-flags': fault('accept4() forgets SOCK_NONBLOCK', ForgottenFlags),
  'numbers-not-reused': fault('socket() skips the lowest free number', NumbersNotReused),
  'pipe-without-reader': fault(
    'write() to a pipe that nobody reads succeeds',
    PipeWithoutReader,
  ),
  'pipe-blocks': fault('pipe2() forgets O_NONBLOCK', PipeLeaksFlags),
};
// #endregion
