/**
 * The points of a chart, read from what programs have printed.
 */
import type { ChartRequest } from './chart-marker.ts';
import { Fault } from './problem.ts';

/** A point: where it stands, how high, and of which line or colour of bars it is. */
export interface ChartPoint {
  readonly x: string;
  readonly y: number;
  readonly series: string;
}

/** The points in lines of output. Throws a `Fault` where there are none, or a height is no number. */
export function chartPoints(
  { row, x, y, by, isLogarithmic }: ChartRequest,
  output: readonly string[],
): ChartPoint[] {
  const pattern = patternOf(row);
  const points = output.flatMap((line) => {
    const found = pattern.exec(line)?.groups;
    if (!found) return [];
    const height = Number(found[y]);
    if (Number.isNaN(height))
      throw new Fault(`${y} is “${found[y]}”, which is no number.`);
    if (isLogarithmic && height <= 0) {
      throw new Fault(`${y} is ${height}, which has no place on a logarithmic scale.`);
    }
    return [{ x: found[x] ?? '', y: height, series: by ? (found[by] ?? '') : '' }];
  });
  if (points.length === 0) throw new Fault(`no line of the output looks like “${row}”.`);
  return points;
}

function patternOf(row: string): RegExp {
  const source = row
    .split(/\{(\w+)\}/)
    .map((part, index) =>
      index % 2 === 0
        ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        : `(?<${part}>[\\w.-]+)`,
    )
    .join('');
  try {
    return new RegExp(source);
  } catch (error) {
    throw new Fault(`\`row="${row}"\` cannot be read: ${(error as Error).message}.`);
  }
}
