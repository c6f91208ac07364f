/**
 * What to do about an error that a reader is likely to meet.
 */
import type { SystemError } from '../sys/index.ts';

// #region advice
const adviceByCode: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'Something listens there already. End it, or give another port; 0 picks a free one.',
  ECONNREFUSED: 'Nobody listens there. Start the server first, in another terminal.',
  ECONNRESET: 'The other side is gone: it ended, or closed with unread bytes.',
  EPIPE: 'The other side is gone, and nobody will read what is sent.',
  EMFILE: 'This process has as many descriptors open as it may: see ulimit -n.',
};

/** A sentence to print after the error's own, or '' where there is nothing to add. */
export function adviceFor(error: SystemError): string {
  if (error.syscall === 'bind') {
    const aboutPath = error.port === undefined;
    if (error.code === 'EADDRINUSE' && aboutPath) {
      return 'There is a file of that name. Remove it if no program listens on it.';
    }
    if (error.code === 'EACCES' && !aboutPath) {
      return 'Ports below 1024 need permission. Give a higher one; 0 picks a free one.';
    }
  }
  return adviceByCode[error.code] ?? '';
}
// #endregion
