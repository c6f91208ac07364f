/**
 * The page's address while a program is open: it tells the machine, and somebody else's version as
 * long as that is shown. So the page can be loaded again, kept, or given to others.
 */
import type { Files } from './files.ts';
import type { LabProgram } from './program/lab-data.ts';
import { editWord } from './settings-text.ts';
import { EditCodeError, packEdits } from './share/edit-code.ts';

export class ProgramAddress {
  readonly #program: LabProgram;
  readonly #files: Files;
  readonly #settings: () => string;
  readonly #onWrite: () => void;
  #visited: string | undefined;
  #isWhole = true;
  #isClosed = false;

  /** `settings` tells the machine as it is set; `onWrite` hears of each change. */
  constructor(
    program: LabProgram,
    files: Files,
    settings: () => string,
    onWrite: () => void,
  ) {
    this.#program = program;
    this.#files = files;
    this.#settings = settings;
    this.#onWrite = onWrite;
  }

  /** The code of somebody else's version, as it is in the address; undefined if none is shown. */
  get visited(): string | undefined {
    return this.#visited;
  }

  /** Whether the address has all that the reader has changed of it. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Writes it as things are now. */
  write(): void {
    history.replaceState(null, '', this.here());
    this.#onWrite();
  }

  /** The browser has gone to an address with this version, or with none. */
  read(visited: string | undefined): void {
    this.#visited = visited;
    this.#isWhole = true;
    this.#onWrite();
  }

  /** Forgets somebody else's version. */
  leave(): void {
    this.#visited = undefined;
    this.#isWhole = true;
    this.write();
  }

  /** Keeps somebody else's version as the reader has changed it; as it was before if it is too long now. */
  async keepVisited(): Promise<void> {
    const before = this.#files.texts();
    const [first = ''] = this.#files.paths;
    // What is the course's again is somebody else's all the same, and has a way back.
    const kept = await packEdits(this.#edits() ?? { [first]: before[first] ?? '' }).then(
      (code) => ({ code, isWhole: true }),
      (error: unknown) => {
        if (error instanceof EditCodeError)
          return { code: this.#visited, isWhole: false };
        throw error;
      },
    );
    const isStill = this.#files.areStill(before) && this.#files.isVisiting;
    if (this.#isClosed || !isStill) return;
    this.#visited = kept.code;
    this.#isWhole = kept.isWhole;
    this.write();
  }

  /** The address is another program's from now on: what is still being kept comes too late. */
  close(): void {
    this.#isClosed = true;
  }

  /** What is shown now, with other settings if they are given. */
  here(settings?: string): string {
    return this.#hash(settings ?? this.#settings(), this.#visited);
  }

  /** The same machine, without somebody else's version. */
  home(): string {
    return this.#hash(this.#settings(), undefined);
  }

  /** What is shown now, for others: whatever differs from the course. Throws EditCodeError if it is too long. */
  async forOthers(): Promise<string> {
    const edits = this.#edits();
    return this.#hash(this.#settings(), edits && (await packEdits(edits)));
  }

  /** What that leads to, in words. */
  forOthersText(): string {
    const { name } = this.#program;
    const parts = [
      this.#edits() === undefined ? '' : 'this text',
      this.#settings() === '' ? '' : 'this machine',
    ];
    const told = parts.filter((part) => part !== '').join(' and ');
    return told === '' ? `${name} as it is in the course` : `${name} with ${told}`;
  }

  /** The texts that differ from the course's; undefined if none does. */
  #edits(): Readonly<Record<string, string>> | undefined {
    const texts = this.#files.changedTexts();
    return Object.keys(texts).length === 0 ? undefined : texts;
  }

  #hash(settings: string, code: string | undefined): string {
    const words = [settings, code === undefined ? '' : editWord(code)];
    const told = words.filter((word) => word !== '').join('&');
    return `#${this.#program.id}${told === '' ? '' : `?${told}`}`;
  }
}
