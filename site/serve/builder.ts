/**
 * Builds the site twice after a change: a draft, which is there at once, and where the draft had
 * to use something outdated a whole build behind its back. What that finds the next draft uses.
 */
import type { BuildKind, BuildResult } from './build-result.ts';

/** What there is to show: what came of a draft, or the fault that a whole build has found. */
export type Shown = BuildResult & {
  /** The files that have changed since something was shown before. */
  readonly changedFiles: readonly string[];
  /** Whether none has: this is what the draft before was too early for. */
  readonly isLate: boolean;
};

/** What builds, drafts or the whole. */
export interface Worker {
  /** Builds what stands in the files now. Undefined if it was closed meanwhile. */
  build(): Promise<BuildResult | undefined>;
  close(): void;
}

/** Builds for one server. */
export class Builder {
  readonly #onShown: (shown: Shown) => void;
  readonly #workers: Readonly<Record<BuildKind, Worker>>;
  #changes = 0;
  readonly #changedFiles: string[] = [];
  #hasShown = false;
  readonly #isWanted = { draft: false, whole: false };
  readonly #isBusy = { draft: false, whole: false };
  #isWarm = false;

  constructor(
    workers: Readonly<Record<BuildKind, Worker>>,
    onShown: (shown: Shown) => void,
  ) {
    this.#workers = workers;
    this.#onShown = onShown;
  }

  /** Files have changed: builds. `isGeneratorNew` says that so has the generator itself. */
  build(files: readonly string[] = [], { isGeneratorNew = false } = {}): void {
    if (isGeneratorNew) {
      this.close();
      this.#isWarm = false;
    }
    this.#changes += 1;
    this.#changedFiles.push(...files);
    this.#want('draft');
  }

  /** Ends its processes. */
  close(): void {
    this.#workers.draft.close();
    this.#workers.whole.close();
  }

  /** Has a build made of what is in the files now, one at a time of each kind. */
  async #want(kind: BuildKind): Promise<void> {
    this.#isWanted[kind] = true;
    if (this.#isBusy[kind]) return;
    this.#isBusy[kind] = true;
    while (this.#isWanted[kind]) {
      this.#isWanted[kind] = false;
      const changes = this.#changes;
      const files = this.#changedFiles.length;
      const result = await this.#workers[kind].build();
      // Where it was closed, the generator has changed, and another build is wanted.
      if (result === undefined) continue;
      if (kind === 'draft') this.#takeDraft(result, files);
      else this.#takeWhole(result, changes);
    }
    this.#isBusy[kind] = false;
  }

  /** Takes what was begun when so many files had changed. */
  #takeDraft(result: BuildResult, files: number): void {
    // What does not go together may do so with nothing outdated in it.
    if (result.kind === 'built' || !result.isOutdated) this.#show(result, files);
    if (result.isOutdated) void this.#want('whole');
    if (this.#isWarm) return;
    // A process builds slowly the first time. It has done so a second time before anybody waits.
    this.#isWarm = true;
    void this.#want('draft');
  }

  #takeWhole(result: BuildResult, changes: number): void {
    // Of files that have changed meanwhile the next draft tells more.
    if (changes !== this.#changes) return;
    if (result.kind === 'failed') this.#show(result, this.#changedFiles.length);
    else void this.#want('draft');
  }

  #show(result: BuildResult, files: number): void {
    const changedFiles = [...new Set(this.#changedFiles.splice(0, files))];
    const isLate = this.#hasShown && changedFiles.length === 0;
    this.#hasShown = true;
    this.#onShown({ ...result, changedFiles, isLate });
  }
}
