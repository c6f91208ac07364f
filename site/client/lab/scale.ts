/** The scale of a slider for numbers that differ by orders of magnitude: 1, 2, 5, 10, 20, 50 … */

const STEPS = [1, 2, 5];

/** All values of the scale from `least` to `most`, and `others`, in ascending order. */
export function scale(least: number, most: number, ...others: number[]): number[] {
  const values: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(least)); power <= most; power *= 10) {
    values.push(...STEPS.map((step) => step * power));
  }
  const within = values.filter((value) => value >= least && value <= most);
  return [...new Set([...within, ...others])].sort((one, other) => one - other);
}

/** Bytes as a reader takes them in: `2.5 MB`, `64 kB`. */
export function bytesText(bytes: number): string {
  const [unit, size] = (
    [
      ['GB', 1e9],
      ['MB', 1e6],
      ['kB', 1e3],
    ] as const
  ).find(([, least]) => bytes >= least) ?? ['bytes', 1];
  return `${Number((bytes / size).toPrecision(3))} ${unit}`;
}
