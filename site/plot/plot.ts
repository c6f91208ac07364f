/**
 * The plot of Part I: each of its chapters ends on a defect, and the next begins there. The table
 * in chapters/README.md tells it, and this reads it there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt } from '../../course/literate/readme.ts';
import { UsageError } from '../../course/usage-error.ts';
import type { Passage } from '../markdown/passage.ts';

/** A chapter in the plot. */
export interface PlotStep {
  /** `01-blocking` */
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** What is still wrong at its end. */
  readonly endsOn: Passage;
}

/** The file that tells it. */
export const PLOT_FILE = 'chapters/README.md';
const ROW =
  /^\| \[(?<number>\d\d) · (?<title>[^\]]+)\]\((?<id>[^)/]+)\/README\.md\) \| [^|]+ \| (?<endsOn>[^|]+?) *\|$/gm;

/** The steps, in order. Throws UsageError if the table tells of none. */
export function readPlot(root: string): PlotStep[] {
  const text = readFileSync(join(root, PLOT_FILE), 'utf8');
  const steps = [...text.matchAll(ROW)].map(({ groups = {}, index }) => {
    const { id = '', number = '', title = '', endsOn = '' } = groups;
    return { id, number, title, endsOn: { text: endsOn, line: lineAt(text, index) } };
  });
  if (steps.length === 0)
    throw new UsageError(
      `${PLOT_FILE}: no row is “| [01 · Title](01-slug/README.md) | question | what it ends on |”.`,
    );
  return steps;
}
