/** What the player is given: a recorded run, and the code of the programs that made it. */
import type { MeasuredReplay } from '../../../course/literate/buffer-samples.ts';

/** A run that can be stepped through. */
export interface SteppedTrace extends MeasuredReplay {
  /** What it shows, in a few words. */
  readonly title: string;
  /** Whether the kernel was simulated: then it has told its buffers whenever they changed. */
  readonly isSimulated?: true;
  /** The files that calls name in their `line`, as far as they are shown. */
  readonly sources: readonly SteppedSource[];
}

/** A file, or the parts of it around the lines that make calls. */
export interface SteppedSource {
  /** As a call's `line` has it, without the colon and the number. */
  readonly file: string;
  /** In ascending order; where several numbers are missing, a gap is shown. */
  readonly lines: readonly SourceLine[];
}

/** The elements that pieces of code stand in, here and on pages, each with a colour in the theme. */
export type CodeElement = 'b' | 'bdi' | 'i' | 'samp' | 'var';

/** A line of code. */
export interface SourceLine {
  readonly number: number;
  /** Texts, and the element in which each stands; `''` for plain text. */
  readonly pieces: readonly (readonly [text: string, element: CodeElement | ''])[];
}
