/**
 * What happens when nobody reads the course's output any more, as after `| head -1`.
 *
 * write(2) then fails with EPIPE. A C program would be killed by SIGPIPE at that moment, without
 * a word; Node would throw, with a stack. This does what C does, with the exit code that a shell
 * reports for it. Output that cannot be written for another reason ends it with a line.
 */
import { FAILED, OUTPUT_CLOSED } from '../lib/program/exit-codes.ts';

let react: () => void = () => process.exit(OUTPUT_CLOSED);

/** Watches the standard streams. To be called once, before anything is written. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return react();
      // A full disk, say. It may be standard error's own: then this is lost, and the end is not.
      process.stderr.write(`The output cannot be written: ${error.message}\n`);
      process.exit(FAILED);
    });
  }
}

/** From now on does `instead` where the process would have ended. Answers how to undo that. */
export function onBrokenPipe(instead: () => void): () => void {
  const before = react;
  react = instead;
  return () => {
    react = before;
  };
}
