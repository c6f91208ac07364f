/**
 * What every program of the course does the same way: read its settings, run, and end.
 *
 * A program is a file with a function in it. The file can be imported, by a test or by another
 * program, and nothing happens; started by itself, it runs. An error of the system is the
 * user's business and ends it with one line; any other error is a bug and keeps its stack.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BoundError, DeadlockError } from '../sim/waiting.ts';
import { SystemError, UnsupportedPlatformError } from '../sys/index.ts';
import { adviceFor } from './advice.ts';
import { enterKernel } from './choose-kernel.ts';
import { FAILED, MISUSED, OUTPUT_CLOSED } from './exit-codes.ts';
import { parseArguments } from './parse-arguments.ts';
import { OutputClosedError, print } from './print.ts';
import {
  portsAmong,
  readSettings,
  type Settings,
  UsageError,
  usage,
  type Values,
} from './settings.ts';

// #region program
/** What a program is, can be told, and does. */
export interface Program<Declared extends Settings> {
  /** What it does, in a sentence. */
  readonly summary: string;
  /** What it can be told. */
  readonly settings: Declared;
  /** Does it. */
  readonly main: (values: Values<Declared>) => void | Promise<void>;
}

/**
 * Runs a program if `url` (its `import.meta.url`) is the file that Node was started with. Exit
 * codes: 0, 1 for an error of the system, 2 for wrong usage, 141 if nobody reads its output.
 */
export async function program<Declared extends Settings>(
  url: string,
  { summary, settings, main }: Program<Declared>,
): Promise<void> {
  const file = fileURLToPath(url);
  if (!isEntry(file)) return;
  const name = basename(file, '.ts');
  try {
    const values = readSettings(settings, process.argv.slice(2), parseArguments);
    if (values === 'help') {
      await enterKernel(name, undefined);
      print(usage(name, summary, settings));
    } else {
      await enterKernel(name, portsAmong(settings, values));
      await main(values);
    }
  } catch (error) {
    // At once, as with any uncaught error: a timer or child that main left behind would go on.
    process.exit(report(name, error));
  }
}
// #endregion

// #region entry
/** Whether Node was started with this file, by whatever path: a link to it, or without `.ts`. */
function isEntry(file: string): boolean {
  const started = process.argv[1];
  if (started === undefined) return false;
  return [started, `${started}.ts`].some(
    (path) => existsSync(path) && realpathSync(path) === realpathSync(file),
  );
}
// #endregion

// #region report
/** Says what went wrong, and answers the exit code. Rethrows what is no user's business. */
function report(name: string, error: unknown): number {
  if (error instanceof OutputClosedError) return OUTPUT_CLOSED;
  if (error instanceof UsageError) {
    tell(`${name}: ${error.message} --help says more.`);
    return MISUSED;
  }
  if (error instanceof SystemError) {
    tell(`${name}: ${error.message}. ${adviceFor(error)}`.trim());
    return FAILED;
  }
  if (isItsOwnExplanation(error)) {
    tell(`${name}: ${error.message}`);
    return FAILED;
  }
  throw error;
}

/** Whether an error of the kernel says all that there is to know. */
function isItsOwnExplanation(error: unknown): error is Error {
  return [DeadlockError, BoundError, UnsupportedPlatformError].some(
    (kind) => error instanceof kind,
  );
}

/** Says it as the last thing: a trace may have a line to end before. */
function tell(text: string): void {
  process.once('exit', () => process.stderr.write(`${text}\n`));
}
// #endregion
