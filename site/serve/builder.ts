/**
 * Builds the site twice after a change: a draft, which is there at once, and where the draft had
 * to use something outdated a whole build behind its back. What that finds the next draft uses.
 */
import type { BuildKind, BuildResult, Outcome } from './build-result.ts';
import type { BuildWorker } from './build-worker.ts';

/** What there is to show: what came of a draft, or the fault that a whole build has found. */
export type Shown = Outcome & {
  /** Whether nobody has just changed a file: it is what the draft before was too early for. */
  readonly isLate: boolean;
};

/** How a process that builds is made; tests make another. */
export type StartWorker = (
  kind: BuildKind,
  onResult: (result: BuildResult) => void,
) => Pick<BuildWorker, 'build' | 'close' | 'isWanted'>;

/** Builds for one server. */
export class Builder {
  readonly #onShown: (shown: Shown) => void;
  readonly #draft: ReturnType<StartWorker>;
  readonly #whole: ReturnType<StartWorker>;
  #isLate = false;
  #isWarm = false;

  constructor(start: StartWorker, onShown: (shown: Shown) => void) {
    this.#onShown = onShown;
    this.#draft = start('draft', (result) => this.#takeDraft(result));
    this.#whole = start('whole', (result) => this.#takeWhole(result));
  }

  /** Builds. `isGeneratorNew` says that the generator itself has changed. */
  build({ isGeneratorNew = false } = {}): void {
    if (isGeneratorNew) {
      this.close();
      this.#isWarm = false;
    }
    this.#isLate = false;
    this.#draft.build();
  }

  /** Ends its processes. */
  close(): void {
    this.#draft.close();
    this.#whole.close();
  }

  #takeDraft(result: BuildResult): void {
    // What does not go together may do so with nothing outdated in it.
    if (result.kind === 'built' || !result.isOutdated) {
      this.#onShown({ ...result, isLate: this.#isLate });
    }
    if (result.isOutdated) this.#whole.build();
    if (this.#isWarm) return;
    // A process builds slowly the first time. It has done so a second time before anybody waits.
    this.#isWarm = true;
    this.#buildLate();
  }

  #takeWhole(result: BuildResult): void {
    // The files have changed meanwhile.
    if (this.#whole.isWanted) return;
    if (result.kind === 'failed') {
      this.#onShown({ ...result, isLate: true });
      return;
    }
    this.#buildLate();
  }

  #buildLate(): void {
    this.#isLate = true;
    this.#draft.build();
  }
}
