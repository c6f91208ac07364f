/** The files of a program: the reader's own version, which is kept on the device, or for a while somebody else's. */
import { recall, remember } from '../browser/memory.ts';

export class Files {
  /** The paths, the program's own first. */
  readonly paths: readonly string[];
  readonly #originals: Readonly<Record<string, string>>;
  readonly #own = new Map<string, string>();
  /** Somebody else's version, as long as it is the one that is shown. */
  #visited: Map<string, string> | undefined;
  /** The files of which the browser has not kept the last change. */
  readonly #unkept = new Set<string>();

  constructor(paths: readonly string[], originals: Readonly<Record<string, string>>) {
    this.paths = paths;
    this.#originals = originals;
    this.recall();
  }

  /** Takes what is kept on the device: another tab may have changed it. */
  recall(): void {
    for (const path of this.paths) {
      this.#own.set(path, recall(memoryOf(path)) ?? this.#originals[path] ?? '');
    }
  }

  /** Whether the browser has kept all that the reader has changed of their own version. */
  get isKept(): boolean {
    return this.#unkept.size === 0;
  }

  /** Whether the texts are somebody else's, of which nothing is kept. */
  get isVisiting(): boolean {
    return this.#visited !== undefined;
  }

  /** Whether the reader has a version of their own, be it shown or not. */
  get hasOwn(): boolean {
    return this.paths.some((path) => this.#own.get(path) !== this.#originals[path]);
  }

  /**
   * Shows somebody else's version: these texts, and the course's of all other files. `undefined` shows
   * the reader's own again, and so does a version that is no other than that.
   */
  visit(texts: Readonly<Record<string, string>> | undefined): void {
    const all = this.paths.map((path): [string, string] => [
      path,
      texts?.[path] ?? this.#originals[path] ?? '',
    ]);
    const isOwn = all.every(([path, text]) => this.#own.get(path) === text);
    this.#visited = texts === undefined || isOwn ? undefined : new Map(all);
  }

  /** Makes the version that is shown the reader's own. */
  adopt(): void {
    const texts = this.#visited ?? [];
    this.#visited = undefined;
    for (const [path, text] of texts) this.change(path, text);
  }

  /** The text as it is now. */
  text(path: string): string {
    return (this.#visited ?? this.#own).get(path) ?? '';
  }

  /** All texts by their paths. */
  texts(): Record<string, string> {
    return Object.fromEntries(this.paths.map((path) => [path, this.text(path)]));
  }

  /** Whether nothing has changed since the texts were these. */
  areStill(texts: Readonly<Record<string, string>>): boolean {
    return Object.entries(texts).every(([path, text]) => this.text(path) === text);
  }

  /** Those that differ from the course's version. */
  changedTexts(): Record<string, string> {
    const changed = this.paths.filter((path) => this.isChanged(path));
    return Object.fromEntries(changed.map((path) => [path, this.text(path)]));
  }

  /** The reader has written: of their own version, what differs from the course's is kept. */
  change(path: string, text: string): void {
    if (this.#visited !== undefined) {
      this.#visited.set(path, text);
      return;
    }
    this.#own.set(path, text);
    const isKept = remember(memoryOf(path), this.isChanged(path) ? text : undefined);
    if (isKept) this.#unkept.delete(path);
    else this.#unkept.add(path);
  }

  /** Whether a file differs from the course's version. */
  isChanged(path: string): boolean {
    return this.text(path) !== this.#originals[path];
  }

  /** Puts the course's version back. */
  reset(path: string): void {
    this.change(path, this.#originals[path] ?? '');
  }
}

function memoryOf(path: string): string {
  return `lab:${path}`;
}
