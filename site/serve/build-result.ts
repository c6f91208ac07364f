/** What a process that builds tells the development server. */
import type { Output } from '../page/page.ts';

/**
 * A whole build makes everything anew that rests on what has changed. A draft is what a writer
 * waits for: in it the search, the API pages and the compiler's knowledge may be outdated.
 */
export type BuildKind = 'draft' | 'whole';

/** What came of a build, for whoever shows it. */
export type Outcome =
  | {
      readonly kind: 'built';
      /** The files that are new or other than before. */
      readonly changed: readonly Output[];
      /** The paths of files that are there no more. */
      readonly removed: readonly string[];
      readonly seconds: number;
    }
  | { readonly kind: 'failed'; readonly text: string };

/** The same, as the process tells it. */
export type BuildResult = Outcome & {
  /** Whether it rests on something outdated, so that a whole build may come to another result. */
  readonly isOutdated: boolean;
};
