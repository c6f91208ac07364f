/** What the page and the compiler's worker tell each other. */
import type { CompiledFile } from '../program/compiled-file.ts';
import type { NameOffer, NameText, Spot } from './names.ts';
import type { TypeProblem } from './type-checker.ts';

/** Texts of files by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** What the page can ask about the files as they are now, and what it is answered. */
export interface Questions {
  check: { readonly answer: readonly TypeProblem[] };
  compile: { readonly answer: CompilerResult };
  names: { readonly at: Spot; readonly answer: readonly NameOffer[] };
  nameText: {
    readonly at: Spot & { readonly name: string };
    readonly answer: NameText | undefined;
  };
  nameAt: {
    readonly at: Spot;
    readonly answer:
      | (NameText & { readonly from: number; readonly to: number })
      | undefined;
  };
}

/** What came of it. `compiled` is empty if there are problems. */
export interface CompilerResult {
  readonly problems: readonly TypeProblem[];
  readonly compiled: readonly CompiledFile[];
}

/** One of the questions. */
export type Question = {
  [Kind in keyof Questions]: { readonly kind: Kind; readonly files: Texts } & Omit<
    Questions[Kind],
    'answer'
  >;
}[keyof Questions];

export type CompilerRequest =
  | {
      readonly kind: 'start';
      readonly typescriptUrl: string;
      readonly typescriptBytes: number;
      readonly declarationsUrl: string;
    }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question };

export type CompilerMessage =
  /** How much of TypeScript has come, from 0 to 1. */
  | { readonly kind: 'progress'; readonly part: number }
  | { readonly kind: 'ready' }
  /** Something that is not the reader's fault: in the question `id`, or before there was any. */
  | { readonly kind: 'broken'; readonly id: number | undefined; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };
