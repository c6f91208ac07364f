/** What the page and the compiler's worker tell each other. */
import type { CompiledFile } from './compiled-file.ts';
import type { TypeProblem } from './type-checker.ts';

/** Texts of files by their paths. */
export type Texts = Readonly<Record<string, string>>;

export type CompilerRequest =
  | {
      readonly kind: 'start';
      readonly typescriptUrl: string;
      readonly typescriptBytes: number;
      readonly declarationsUrl: string;
    }
  | { readonly kind: 'check' | 'compile'; readonly id: number; readonly files: Texts };

export type CompilerMessage =
  /** How much of TypeScript has come, from 0 to 1. */
  | { readonly kind: 'progress'; readonly part: number }
  | { readonly kind: 'ready' }
  /** Something that is not the reader's fault: in the question `id`, or before there was any. */
  | { readonly kind: 'broken'; readonly id: number | undefined; readonly message: string }
  | (CompilerResult & { readonly kind: 'result'; readonly id: number });

/** What came of a check. `compiled` is empty if there are problems, or nobody asked for it. */
export interface CompilerResult {
  readonly problems: readonly TypeProblem[];
  readonly compiled: readonly CompiledFile[];
}
