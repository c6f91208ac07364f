/**
 * The plot of Part I: each of its chapters ends on a defect, and the next begins there. The table
 * in chapters/README.md tells it, and this reads it there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../course/usage-error.ts';

/** A chapter in the plot. */
export interface PlotStep {
  /** `01-blocking` */
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** What is still wrong at its end, as Markdown in a line. */
  readonly endsOn: string;
}

const FILE = 'chapters/README.md';
const ROW =
  /^\| \[(?<number>\d\d) · (?<title>[^\]]+)\]\((?<id>[^)/]+)\/README\.md\) \| [^|]+ \| (?<endsOn>[^|]+?) *\|$/gm;

/** The steps, in order. Throws UsageError if the table tells of none. */
export function readPlot(root: string): PlotStep[] {
  const text = readFileSync(join(root, FILE), 'utf8');
  const steps = [...text.matchAll(ROW)].map(({ groups = {} }) => {
    const { id = '', number = '', title = '', endsOn = '' } = groups;
    return { id, number, title, endsOn };
  });
  if (steps.length === 0)
    throw new UsageError(
      `${FILE}: no row is “| [01 · Title](01-slug/README.md) | question | what it ends on |”.`,
    );
  return steps;
}
