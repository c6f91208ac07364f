/** How cases write down what a call answered: so that a failure reads without a table of numbers. */
import { errnoName } from '../../sys/index.ts';

/** What a call answered, with errors by name. */
export type Answer = number | string;

/** The answer with its error's name: -11 is `EAGAIN`. */
export function named(answer: number): Answer {
  return answer < 0 ? errnoName(-answer) : answer;
}

/** What was received as text; an error's name if that was the answer. */
export function text(buffer: Uint8Array, answer: number): string {
  return answer < 0
    ? errnoName(-answer)
    : new TextDecoder().decode(buffer.subarray(0, answer));
}
