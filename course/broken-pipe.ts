/**
 * What happens when nobody reads the course's output any more, as after `| head -1`.
 *
 * write(2) then fails with EPIPE. A C program would be killed by SIGPIPE at that moment, without
 * a word; Node would throw, with a stack. This does what C does, with the exit code that a shell
 * reports for it.
 */
import { UsageError } from './usage-error.ts';

/** 128 + SIGPIPE */
export const BROKEN_PIPE = 141;

let react: () => void = () => process.exit(BROKEN_PIPE);

/** Watches the standard streams. To be called once, before anything is written. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw new UsageError(`The output cannot be written: ${error.message}`);
      }
      react();
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
