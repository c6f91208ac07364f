/**
 * What a check throws when an answer is wrong.
 *
 * A learner reads the message, so it says in the words of the chapter what happened and asks what
 * to think about: not `expected 41 to be 73400320`, but "your sender stopped after the first
 * send: 2,531,328 of 73,400,320 bytes arrived. What does send() return?" Any other error that
 * leaves a check is reported as the answer's own crash.
 */

// #region wrong
/** What goes with the message. */
export interface WrongOptions {
  /**
   * The system calls at the moment when it went wrong, a line each. They are printed below the
   * message, and are no part of what known mistakes are recognised by.
   */
  readonly trace?: readonly string[];
}

/** Thrown by a check: the answer is wrong, and the message says in which way. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
  /** The system calls at the moment when it went wrong; none if nobody watched. */
  readonly trace: readonly string[];

  constructor(message: string, { trace = [] }: WrongOptions = {}) {
    super(message);
    this.trace = trace;
  }
}
// #endregion
