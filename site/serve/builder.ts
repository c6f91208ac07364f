/**
 * Builds the site twice after a change: a draft, which is there at once, and where the draft had
 * to use something outdated a whole build behind its back. What that finds the next draft uses.
 */
import type { BuildKind, BuildResult, Outcome } from './build-result.ts';

/** What there is to show: what came of a draft, or the fault that a whole build has found. */
export type Shown = Outcome & {
  /** Whether no file has changed since the draft before: this is what that was too early for. */
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
  /** How often the files have changed, and how often they had before the last draft. */
  #changes = 0;
  #drafted = 0;
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

  /** The files have changed: builds. `isGeneratorNew` says that so has the generator itself. */
  build({ isGeneratorNew = false } = {}): void {
    if (isGeneratorNew) {
      this.close();
      this.#isWarm = false;
    }
    this.#changes += 1;
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
      const result = await this.#workers[kind].build();
      // Where it was closed, the generator has changed, and another build is wanted.
      if (result === undefined) continue;
      if (kind === 'draft') this.#takeDraft(result, changes);
      else this.#takeWhole(result, changes);
    }
    this.#isBusy[kind] = false;
  }

  #takeDraft(result: BuildResult, changes: number): void {
    const isLate = changes === this.#drafted;
    this.#drafted = changes;
    // What does not go together may do so with nothing outdated in it.
    if (result.kind === 'built' || !result.isOutdated) {
      this.#onShown({ ...result, isLate });
    }
    if (result.isOutdated) void this.#want('whole');
    if (this.#isWarm) return;
    // A process builds slowly the first time. It has done so a second time before anybody waits.
    this.#isWarm = true;
    void this.#want('draft');
  }

  #takeWhole(result: BuildResult, changes: number): void {
    // Of files that have changed meanwhile the next draft tells more.
    if (changes !== this.#changes) return;
    if (result.kind === 'failed') this.#onShown({ ...result, isLate: true });
    else void this.#want('draft');
  }
}
