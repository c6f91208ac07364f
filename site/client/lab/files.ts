/** The files of a program, as the reader has changed them; kept on the reader's device. */
import { recall, remember } from '../memory.ts';

export class Files {
  /** The paths, the program's own first. */
  readonly paths: readonly string[];
  readonly #originals: Readonly<Record<string, string>>;
  readonly #texts = new Map<string, string>();

  constructor(paths: readonly string[], originals: Readonly<Record<string, string>>) {
    this.paths = paths;
    this.#originals = originals;
    for (const path of paths) {
      this.#texts.set(path, recall(memoryOf(path)) ?? originals[path] ?? '');
    }
  }

  /** The text as it is now. */
  text(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  /** All texts by their paths. */
  texts(): Record<string, string> {
    return Object.fromEntries(this.#texts);
  }

  /** The reader has written: what differs from the course's version is kept. */
  change(path: string, text: string): void {
    this.#texts.set(path, text);
    remember(memoryOf(path), this.isChanged(path) ? text : undefined);
  }

  /** Whether a file differs from the course's version. */
  isChanged(path: string): boolean {
    return this.#texts.get(path) !== this.#originals[path];
  }

  /** Puts the course's version back. */
  reset(path: string): void {
    this.change(path, this.#originals[path] ?? '');
  }
}

function memoryOf(path: string): string {
  return `lab:${path}`;
}
