/**
 * Lines that a reader should see and that are no answer to what was asked: progress that cannot be
 * saved, an answer that was found elsewhere. They go to the standard error, so that `--json` and
 * pipes get the answer alone.
 */

/** Says it in a line. */
export function notice(line: string): void {
  process.stderr.write(`${line}\n`);
}
