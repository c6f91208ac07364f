/**
 * What the comment before a chart asks for:
 *
 *   <!-- chart memory as=lines run="02 memory" row="{waiting} more waiting in {design}: {MB} MB"
 *        x=waiting y=MB by=design title="Memory of those who wait" -->
 *
 * Each line of the run's output that holds what `row` says is a point; a name in braces stands for
 * a number or a word. `x` and `y` name two of them, `by` the one that tells the lines, or bars, apart.
 * With `log` the height is logarithmic. Underscores in names are shown as spaces.
 */
import { type MarkerForm, readMarkerWords } from './marker-words.ts';
import { Fault } from './problem.ts';

/** A chart that a README asks for. */
export interface ChartRequest {
  /** The chart's name: its file is `pictures/NAME.svg` beside the README. */
  readonly name: string;
  readonly as: 'bars' | 'lines';
  /** Runs, each as the words after `course run`; their output is read as one. */
  readonly runs: readonly (readonly string[])[];
  readonly row: string;
  readonly x: string;
  readonly y: string;
  readonly by: string | undefined;
  readonly isLogarithmic: boolean;
  readonly title: string;
}

const FORM: MarkerForm = {
  kind: 'chart',
  keys: ['as', 'run', 'row', 'x', 'y', 'by', 'title'],
  flag: 'log',
  nameOf: 'chart',
};

/** Reads the comment; throws a `Fault` for what it does not know or does not find. */
export function readChartMarker(text: string): ChartRequest {
  const { name, flags, attributes } = readMarkerWords(text, FORM);
  const only = (key: string) => attributes.get(key)?.[0]?.trim();
  const needed = (key: string, what: string) => {
    const value = only(key);
    if (!value) throw new Fault(`a chart needs \`${key}=\`: ${what}.`);
    return value;
  };
  const as = needed('as', 'bars or lines');
  if (as !== 'bars' && as !== 'lines') {
    throw new Fault(`\`as=${as}\` is unknown; a chart has bars or lines.`);
  }
  const runs = (attributes.get('run') ?? []).map((run) => run.trim().split(/\s+/));
  if (runs.length === 0 || runs.some((run) => run.length < 2)) {
    throw new Fault('a chart needs a chapter and a program: `run="02 memory"`.');
  }
  const request: ChartRequest = {
    name,
    as,
    runs,
    row: needed('row', 'what the lines of the output look like, with names in braces'),
    x: needed('x', 'the name of what goes from left to right'),
    y: needed('y', 'the name of what is high or low'),
    by: only('by'),
    isLogarithmic: flags.length > 0,
    title: needed('title', 'what it shows'),
  };
  for (const key of ['x', 'y', 'by'] as const) {
    const value = request[key];
    if (value !== undefined && !request.row.includes(`{${value}}`)) {
      throw new Fault(`\`${key}=${value}\` is no name in braces of \`row=\`.`);
    }
  }
  return request;
}
