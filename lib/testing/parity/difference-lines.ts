/** A difference between two kernels as text: the program that leads there, and both answers. */
import type { Difference } from './run.ts';

/** The lines that show a difference: each call with its answer, and of the last one both. */
export function differenceLines({ calls, real, simulated }: Difference): string[] {
  const agreed = calls.slice(0, -1).map(({ call, answer }) => `${call} = ${answer}`);
  return [
    ...agreed,
    `${calls.at(-1)?.call}`,
    `  real       ${real}`,
    `  simulated  ${simulated}`,
  ];
}
