/**
 * Runs the course for transcripts and quizzes, as a reader would, but without a terminal.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from './problem.ts';
import { splitLines } from './regions.ts';

/**
 * Runs the course's command line with arguments, and answers with the lines that it
 * printed, as a transcript shows them. Throws a `Fault` if it doesn't end in time.
 */
export type Runner = (argumentList: readonly string[]) => Promise<readonly string[]>;

const COMMAND_LINE = fileURLToPath(new URL('../bin.js', import.meta.url));
/** A command may take this long, in milliseconds. */
const DEADLINE_MS = 60_000;
/** What still runs this long after it was asked to end is killed. */
const GRACE_MS = 3_000;

/** Remembers what each command printed, so that equal commands run once. */
export function remembering(run: Runner): Runner {
  const outputs = new Map<string, Promise<readonly string[]>>();
  return (argumentList) => {
    const key = JSON.stringify(argumentList);
    const output = outputs.get(key) ?? run(argumentList);
    outputs.set(key, output);
    return output;
  };
}

/**
 * The runner that starts the course's command line in the repository's root. A test may
 * give another program, and a deadline in milliseconds.
 */
export function courseRunner(
  root: string,
  program = COMMAND_LINE,
  deadlineMs = DEADLINE_MS,
): Runner {
  return async (argumentList) => {
    const folder = mkdtempSync(join(tmpdir(), 'course-transcript-'));
    const path = join(folder, 'output');
    // One file for both streams keeps their lines in the order in which they were written.
    const output = openSync(path, 'a');
    try {
      const child = spawn(process.execPath, [program, ...argumentList], {
        cwd: root,
        env: environment(folder),
        stdio: ['ignore', output, output],
      });
      let late = false;
      let killer: NodeJS.Timeout | undefined;
      const deadline = setTimeout(() => {
        late = true;
        child.kill('SIGTERM');
        killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      }, deadlineMs);
      const [code, signal] = (await once(child, 'exit')) as [
        number | null,
        string | null,
      ];
      clearTimeout(deadline);
      clearTimeout(killer);
      if (late) {
        throw new Fault(
          `\`npx course ${argumentList.join(' ')}\` did not end within ${deadlineMs / 1000} s; ` +
            'show a command that ends by itself.',
        );
      }
      const lines = splitLines(readFileSync(path, 'utf8')).map((line) => line.trimEnd());
      if (signal) lines.push(`(ended by ${signal})`);
      else if (code !== 0) lines.push(`(exit code ${code})`);
      return lines;
    } finally {
      closeSync(output);
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

// What a terminal, a colour setting, a test runner or a locale would change is taken away.
function environment(folder: string): NodeJS.ProcessEnv {
  const { FORCE_COLOR, NODE_ENV, NODE_OPTIONS, VITEST, ...kept } = process.env;
  return {
    ...kept,
    NO_COLOR: '1',
    COLUMNS: '80',
    LC_ALL: 'en_US.UTF-8',
    // The reader's own progress is neither shown nor changed.
    COURSE_STATE: join(folder, 'state'),
  };
}
