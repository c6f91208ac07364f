/**
 * The exceptions that a negated errno becomes, above the kernel's interface.
 *
 * They carry the fields of Node's own system errors, so that code which looks at `error.code`
 * works for both. Would-block has a class of its own: it is no failure but an answer, and code
 * that expects it should be able to say so.
 */
import { errno, errnoName, errnoText } from './errno.ts';

// #region error
/** Where a call was going: as in `net` of Node, a host and a port, or a path. */
export interface ErrorAddress {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

/** A system call answered with an error. Identify it by `code`, never by its message. */
export class SystemError extends Error {
  override readonly name: string = 'SystemError';
  /** The error's name: `ECONNREFUSED`. */
  readonly code: string;
  /** Its number, negated as in Node: -111. */
  readonly errno: number;
  /** The system call: `connect`. */
  readonly syscall: string;
  // `declare`: without it a field that is never set would be there all the same, as undefined.
  /** The host or the path that the call was given, where it was given one. */
  declare readonly address?: string;
  /** The port that the call was given. */
  declare readonly port?: number;

  /** Made from what the kernel answered: `answer` is the negated errno. */
  constructor(syscall: string, answer: number, to: ErrorAddress = {}) {
    const host = to.host ?? to.path;
    const where = to.port === undefined ? host : `${host} port ${to.port}`;
    const code = errnoName(-answer);
    super(`${syscall}${where ? ` ${where}` : ''}: ${errnoText(-answer)} (${code})`);
    this.code = code;
    this.errno = answer;
    this.syscall = syscall;
    if (host !== undefined) this.address = host;
    if (to.port !== undefined) this.port = to.port;
  }
}
// #endregion

// #region would-block
/**
 * The call would have had to wait, and the socket was told never to: EAGAIN, its other name
 * EWOULDBLOCK, or EINPROGRESS of connect(2). Try again when select(2) says so.
 */
export class WouldBlockError extends SystemError {
  override readonly name = 'WouldBlockError';
}

/** Whether an answer of the kernel means "not now": -EAGAIN, -EWOULDBLOCK or -EINPROGRESS. */
export function wouldBlock(answer: number): boolean {
  return answer === -errno.EAGAIN || answer === -errno.EINPROGRESS;
}

/** Answers what the kernel answered if it is no error; throws the error that it stands for. */
export function orThrow(syscall: string, answer: number, to?: ErrorAddress): number {
  if (answer >= 0) return answer;
  throw wouldBlock(answer)
    ? new WouldBlockError(syscall, answer, to)
    : new SystemError(syscall, answer, to);
}
// #endregion
