/**
 * What the reader has done: the programs run, the exercises passed, the hints taken.
 *
 * It is kept in .course/progress.json, outside version control, so that pulling a newer course
 * never touches it, and under names that outlive a pull: ids, no positions.
 * Losing it would annoy, but must never stop anybody from working: what cannot be read is put
 * aside, what cannot be written is said in a line.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './catalogue.ts';
import { isMapping } from './fields.ts';

/** What the reader has done so far. */
export interface Progress {
  /** The programs that were run, as `01-blocking/client`, in the order of their first run. */
  runs: string[];
  /** The ids of the exercises passed, in the order of their first pass. */
  passed: string[];
  /** By exercise id: how many hints were shown. */
  hints: Record<string, number>;
}

/**
 * Where it is kept. COURSE_STATE sets another folder, so that a test, or the check of a
 * transcript, neither sees nor changes what the reader has done.
 */
const progressFile = join(
  process.env.COURSE_STATE ?? join(root, '.course'),
  'progress.json',
);

/** What the reader has done; nothing yet if the file is missing or damaged. */
export function readProgress(file: string = progressFile): Progress {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      warn(`Cannot read your progress: ${(error as Error).message}`);
    }
    return { runs: [], passed: [], hints: {} };
  }
  return parse(text) ?? startAnew(file);
}

/** Changes the progress and keeps it: the file is replaced at once or not at all. */
export function updateProgress(
  change: (progress: Progress) => void,
  file: string = progressFile,
): void {
  const progress = readProgress(file);
  change(progress);
  // Of two commands that do this at the same moment one may lose its change: a mark, to be made
  // again. But a file of its own for each, and a rename, leave no file that is half of both.
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, `${JSON.stringify(progress, null, 2)}\n`);
    renameSync(draft, file);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    warn(`Your progress could not be saved: ${(error as Error).message}`);
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
  const { runs = [], hints = {} } = value;
  // The first courses kept a hash beside each id.
  const passed = isMapping(value.passed)
    ? Object.keys(value.passed)
    : (value.passed ?? []);
  const sound =
    isListOfNames(runs) &&
    isListOfNames(passed) &&
    isMapping(hints) &&
    Object.values(hints).every((count) => Number.isInteger(count) && Number(count) >= 0);
  // What a newer course may have added stays in the file.
  return sound ? ({ ...value, runs, passed, hints } as Progress) : undefined;
}

function startAnew(file: string): Progress {
  const aside = file.replace(/\.json$/, `.damaged-${Date.now()}.json`);
  try {
    renameSync(file, aside);
    warn(`Your progress was damaged and starts anew. The old file is ${aside}`);
  } catch (error) {
    warn(`Your progress is damaged: ${(error as Error).message}`);
  }
  return { runs: [], passed: [], hints: {} };
}

function isListOfNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
