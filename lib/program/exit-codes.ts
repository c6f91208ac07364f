/**
 * The exit codes of the course's programs. Its command line has the same, and hands on theirs.
 */

/** An error of the system, or a bug. */
export const FAILED = 1;
/** What was typed makes no sense to the program: it has done nothing. */
export const MISUSED = 2;
/** Nobody reads its output any more: 128 + SIGPIPE, as a shell reports it. */
export const OUTPUT_CLOSED = 141;
