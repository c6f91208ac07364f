/**
 * Lines that a reader should see and that are no answer to what was asked: progress that cannot be
 * saved, an answer that was found elsewhere. They go to the standard error, so that `--json` and
 * pipes get the answer alone.
 */

const said = new Set<string>();

/** Says it in a line, and the same line only once. */
export function notice(line: string): void {
  if (said.has(line)) return;
  said.add(line);
  process.stderr.write(`${line}\n`);
}
