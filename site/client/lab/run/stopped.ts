/** Why the lab itself has stopped a program. No program expects these, or should catch them. */
import type { Place } from '../program/place.ts';

/** A loop went round and round and asked nothing of the kernel. */
export class EndlessLoopError extends Error {
  override readonly name = 'EndlessLoopError';
  readonly place: Place;

  constructor(place: Place) {
    super(`the loop on line ${place.line} does not end`);
    this.place = place;
  }
}

/** The program has printed more than anybody reads. */
export class TooMuchOutputError extends Error {
  override readonly name = 'TooMuchOutputError';

  constructor(lines: number) {
    super(`more than ${lines} lines of output`);
  }
}

/** The program has called `process.exit()`. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
}

/** The program awaits a promise that nobody can settle any more. */
export class EndlessPromiseError extends Error {
  override readonly name = 'EndlessPromiseError';
}

/** A file asks for a module that the lab does not have. */
export class NoModuleError extends Error {
  override readonly name = 'NoModuleError';
}
