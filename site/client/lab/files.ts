/** The files of a program, as the reader has changed them; kept on the reader's device. */
import { recall, remember } from '../browser/memory.ts';

export class Files {
  /** The paths, the program's own first. */
  readonly paths: readonly string[];
  readonly #originals: Readonly<Record<string, string>>;
  readonly #texts = new Map<string, string>();
  #isKept = true;

  constructor(paths: readonly string[], originals: Readonly<Record<string, string>>) {
    this.paths = paths;
    this.#originals = originals;
    this.recall();
  }

  /** Takes what is kept on the device: another tab may have changed it. */
  recall(): void {
    for (const path of this.paths) {
      this.#texts.set(path, recall(memoryOf(path)) ?? this.#originals[path] ?? '');
    }
  }

  /** Whether the browser has kept the last change. */
  get isKept(): boolean {
    return this.#isKept;
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
    this.#isKept = remember(memoryOf(path), this.isChanged(path) ? text : undefined);
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
