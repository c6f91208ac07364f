/**
 * Tells when the learner's file has been saved.
 *
 * The file system's events (by chokidar) tell at once, where there are any: in a container's
 * mounted folder, on a network drive, or on a Windows disk under WSL there are none, or only some,
 * and nothing says so. Rather than guess from the kind of the file system, the watcher also looks
 * by itself, twice a second. A look costs one stat(2) and the reading of one small file, which
 * makes a network drive ask its server. `poll` does without events, and looks more often.
 *
 * Editors save in several ways: they write into the file, or empty it first, or put another file
 * in its place. So a change counts when the file has come to rest, and a file that is empty or
 * missing is given a moment to be more than that.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';

/** How often it looks by itself: with events, and without. */
const lookEveryMs = 500;
const pollEveryMs = 200;
/** A file that two looks so far apart find the same is at rest. */
const restMs = 20;
/** How long a file may be missing or empty while an editor saves it. */
const usualPatienceMs = 300;
/** Nobody types more than this; what is larger was written by a runaway program. */
const mostBytes = 1024 * 1024;

/** What a look at the file found: something to check, or in a line why there is nothing. */
export type Sight =
  | { readonly kind: 'text'; readonly text: string; readonly mark: string }
  | { readonly kind: 'trouble'; readonly message: string; readonly mark: string };

export class AnswerWatcher {
  readonly #file: string;
  readonly #onChange: (sight: Sight) => void;
  readonly #poll: boolean;
  readonly #patienceMs: number;
  #timer: NodeJS.Timeout | undefined;
  #events: FSWatcher | undefined;
  #mark: string | undefined;
  #isLooking = false;
  #lookAgain = false;
  #isClosed = false;

  /**
   * `onChange` is told what the file is at first, and after each save. A file that is missing or
   * empty is told of only after `patienceMs`.
   */
  constructor(
    file: string,
    onChange: (sight: Sight) => void,
    { poll = false, patienceMs = usualPatienceMs } = {},
  ) {
    this.#file = file;
    this.#onChange = onChange;
    this.#poll = poll;
    this.#patienceMs = patienceMs;
  }

  /** Looks for the first time, and from then on. */
  async start(): Promise<void> {
    await this.#look();
    if (this.#isClosed) return;
    this.#timer = setInterval(
      () => void this.#look(),
      this.#poll ? pollEveryMs : lookEveryMs,
    );
    if (!this.#poll) await this.#listen();
  }

  /** Looks now, and tells even if there is nothing new. */
  tellAgain(): void {
    this.#mark = undefined;
    void this.#look();
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#events?.close();
  }

  async #listen(): Promise<void> {
    const { watch } = await import('chokidar');
    if (this.#isClosed) return;
    const folder = dirname(this.#file);
    // The folder, because a file that is replaced is another file under the same name.
    this.#events = watch(folder, {
      depth: 0,
      ignoreInitial: true,
      ignored: (path) => path !== folder && path !== this.#file,
    });
    this.#events.on('all', () => void this.#look());
    // No events to be had (inotify(7) has limits): what is left is to look.
    this.#events.on('error', () => {});
  }

  /** Looks, and tells if there is something new. One look at a time. */
  async #look(): Promise<void> {
    if (this.#isLooking) {
      this.#lookAgain = true;
      return;
    }
    this.#isLooking = true;
    try {
      do {
        this.#lookAgain = false;
        const found = await look(this.#file);
        if (found.mark === this.#mark) continue;
        const settled = this.#mark === undefined ? found : await this.#untilAtRest(found);
        if (this.#isClosed || settled.mark === this.#mark) continue;
        this.#mark = settled.mark;
        this.#onChange(settled);
      } while (this.#lookAgain && !this.#isClosed);
    } finally {
      this.#isLooking = false;
    }
  }

  async #untilAtRest(first: Sight): Promise<Sight> {
    const patience = performance.now() + this.#patienceMs;
    for (let sight = first; ; ) {
      await setTimeout(restMs);
      const later = await look(this.#file);
      const isAtRest = later.mark === sight.mark && !isPassing(later);
      if (isAtRest || performance.now() > patience) return later;
      sight = later;
    }
  }
}

/** Whether a file may look so while an editor is saving it. */
function isPassing(sight: Sight): boolean {
  return sight.kind === 'trouble' || sight.text.trim() === '';
}

/** What the file is now. Its mark is another after each save, even of the same text. */
export async function look(file: string): Promise<Sight> {
  const name = basename(file);
  const trouble = (message: string, mark = message): Sight => {
    return { kind: 'trouble', message, mark };
  };
  try {
    const entry = await stat(file, { bigint: true });
    const { ino, mtimeNs, size } = entry;
    if (!entry.isFile()) return trouble(`${name} is no file. Make it one, or press x.`);
    if (size > mostBytes) {
      return trouble(
        `${name} has ${size} bytes, which is no answer that somebody typed. x brings the starter back.`,
      );
    }
    const text = await readFile(file, 'utf8');
    return { kind: 'text', text, mark: `${ino} ${mtimeNs} ${text}` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return trouble(`${name} is gone. Save it again, or press x for the starter.`);
    }
    if (code === undefined) throw error;
    return trouble(`${name} cannot be read: ${message}.`);
  }
}
