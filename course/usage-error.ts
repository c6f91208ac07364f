/**
 * A mistake of the person at the keyboard, as opposed to a bug of the course: it is told in one
 * line, without a stack, and ends the command with exit code 2.
 */

/** What was asked for does not exist or makes no sense. The message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
