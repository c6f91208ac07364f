/**
 * The file of the reader's progress: .course/progress.json.
 *
 * Losing it would annoy, but must never stop anybody from working: what cannot be read is put
 * aside, what cannot be written is said in a line. It is replaced at once or not at all, and two
 * commands that change it at the same moment take turns.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isMapping } from './fields.ts';
import { withLock } from './file-lock.ts';
import { notice } from './notice.ts';

/** What the reader has done so far. */
export interface Progress {
  /** The programs that were run, as `01-blocking/client`, in the order of their first run. */
  runs: string[];
  /** The keys of the exercises passed, in the order of their first pass. */
  passed: string[];
  /** The keys of the exercises whose references `course goto` has brought in. */
  given: string[];
  /** By exercise key: how many hints were shown. */
  hints: Record<string, number>;
  /** By exercise key: the id under which its answer was made, which tells where it lies. */
  answers: Record<string, string>;
  /** The slug of the chapter to which `course goto` led. */
  at?: string;
  /** The key of the exercise that the watch had open last. */
  open?: string;
}

/** The progress of somebody who begins. */
export function noProgress(): Progress {
  return { runs: [], passed: [], given: [], hints: {}, answers: {} };
}

/** What the file holds; nothing yet if it is missing, unreadable or damaged. */
export function readProgressFile(file: string): Progress {
  try {
    const text = readText(file);
    if (text === undefined) return noProgress();
    return parse(text) ?? withLock(`${file}.lock`, () => readOrPutAside(file));
  } catch (error) {
    notice(`Cannot read your progress: ${(error as Error).message}`);
    return noProgress();
  }
}

/** Changes what the file holds, or says in a line why it cannot. */
export function changeProgressFile(
  file: string,
  change: (progress: Progress) => void,
): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    withLock(`${file}.lock`, () => {
      const progress = readOrPutAside(file);
      change(progress);
      replace(file, `${JSON.stringify(progress, null, 2)}\n`);
    });
  } catch (error) {
    notice(`Your progress could not be saved: ${(error as Error).message}`);
  }
}

/** What the file holds. A damaged one is put aside. To be called under the lock. */
function readOrPutAside(file: string): Progress {
  const text = readText(file);
  if (text === undefined) return noProgress();
  const progress = parse(text);
  if (progress !== undefined) return progress;
  const aside = file.replace(/\.json$/, `.damaged-${Date.now()}.json`);
  renameSync(file, aside);
  notice(`Your progress was damaged and starts anew. The old file is ${aside}`);
  return noProgress();
}

/** The file's text; undefined if there is none. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Puts a file with this text in the place of another, or leaves that as it is. */
function replace(file: string, text: string): void {
  const draft = `${file}.draft`;
  try {
    const descriptor = openSync(draft, 'w');
    try {
      writeSync(descriptor, text);
      // Or a power cut could leave the new name with nothing behind it.
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function parse(text: string): Progress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isMapping(value)) return undefined;
  const { runs = [], given = [], hints = {}, answers = {}, at, open } = value;
  // The first courses kept a hash beside each exercise.
  const passed = isMapping(value.passed)
    ? Object.keys(value.passed)
    : (value.passed ?? []);
  const sound =
    [runs, passed, given].every(isListOfTexts) &&
    isMapping(hints) &&
    Object.values(hints).every(
      (count) => Number.isInteger(count) && Number(count) >= 0,
    ) &&
    isMapping(answers) &&
    isListOfTexts(Object.values(answers)) &&
    [at, open].every((name) => name === undefined || typeof name === 'string');
  // What a newer course may have added stays in the file.
  return sound
    ? withKeys({ ...value, runs, passed, given, hints, answers } as Progress)
    : undefined;
}

/**
 * Earlier courses knew an exercise by its id, `01-blocking/1-receive-exactly`. The key of each of
 * those is what its folder was called then, without the number.
 */
function withKeys(progress: Progress): Progress {
  const key = (name: string) => name.replace(/^.*\/\d+-/, '');
  return {
    ...progress,
    passed: [...new Set(progress.passed.map(key))],
    hints: Object.fromEntries(
      Object.entries(progress.hints).map(([name, count]) => [key(name), count]),
    ),
  };
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
