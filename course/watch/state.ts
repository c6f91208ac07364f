/**
 * What the watch knows at a moment, as data. screen.ts makes a screen of it, watch.ts changes it.
 */
import type { Chapter, Exercise } from '../catalogue.ts';
import type { Mistake } from '../exercises/mistakes.ts';
import type { CheckResult, Report } from '../exercises/report.ts';
import { hasPassed } from '../progress.ts';
import type { Progress } from '../progress-file.ts';

/** Everything that is on the screen. */
export interface WatchState {
  readonly chapters: readonly Chapter[];
  readonly progress: Progress;
  readonly exercise: Exercise;
  /** Whether the answer still is the starter: nobody has written anything yet. */
  readonly isStarter: boolean;
  readonly run: Run;
  readonly types: Types;
  readonly page: Page;
  /** Something to be answered with y or any other key. */
  readonly question?: string | undefined;
  /** The site that is served beside the watch, once it is known where, or why there is none. */
  readonly site?: { readonly address?: string; readonly fault?: string } | undefined;
  /** A line about what has just happened. */
  readonly notice?: string | undefined;
  /** How many lines of the page are above the screen. */
  readonly scroll: number;
}

/** What is known about the answer. */
export type Run =
  /** It is being checked. `before` is what was known of the answer before. */
  | {
      readonly kind: 'running';
      readonly results: readonly CheckResult[];
      readonly before?: Run | undefined;
    }
  | FinishedRun
  /** There is nothing to check, or checking it went wrong: why, and what to do. */
  | { readonly kind: 'trouble'; readonly message: string };

/** An answer that was checked. */
export interface FinishedRun {
  readonly kind: 'finished';
  readonly report: Report;
  readonly mistake: Mistake | undefined;
  /** The time of day at which it began: `14:05:09`. */
  readonly at: string;
  readonly seconds: number;
}

/** What the TypeScript compiler says. It comes later than the checks, which alone decide. */
export type Types =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'checked'; readonly problems: readonly TypeProblem[] }
  | { readonly kind: 'unavailable'; readonly why: string };

/** One error of the compiler. */
export interface TypeProblem {
  /** `answer.ts:12:5`: line and column, as editors count them. */
  readonly place: string;
  /** In one line. */
  readonly message: string;
}

/** Some lines of a page, and how they are broken and coloured. */
export interface TextPart {
  readonly style: 'prose' | 'code' | 'difference';
  readonly lines: readonly string[];
}

/** What the middle of the screen shows. */
export type Page =
  | { readonly kind: 'result' }
  /** The exercises; `selected` is the id of the one that Enter goes to. */
  | { readonly kind: 'list'; readonly selected: string }
  | {
      readonly kind: 'text';
      readonly title: string;
      readonly parts: readonly TextPart[];
      /** Whether it shows hints: then h takes one more. */
      readonly isHints?: boolean;
    };

/** All exercises, in the order of the course. */
export function exercisesOf({ chapters }: Pick<WatchState, 'chapters'>): Exercise[] {
  return chapters.flatMap(({ exercises }) => exercises);
}

/** The exercise so many places after the one on the screen, if there is one. */
export function exerciseAt(state: WatchState, offset: number): Exercise | undefined {
  const all = exercisesOf(state);
  return all[all.findIndex(({ id }) => id === state.exercise.id) + offset];
}

/** The exercises that are not passed yet. */
export function openExercises(state: WatchState): Exercise[] {
  return exercisesOf(state).filter((exercise) => !hasPassed(state.progress, exercise));
}
