/**
 * How a wrong answer behaves: which checks it fails, how, and with what words.
 *
 * Two answers that behave the same have, in all likelihood, the same mistake, however different
 * their code. Numbers and quoted data are masked, because byte counts, ports, and where a stream
 * was cut differ from run to run; what only this machine tells is left out.
 */
import type { Outcome, Report } from './report.ts';

/** One failed check of a behaviour. */
export interface Failure {
  readonly check: string;
  readonly outcome: Exclude<Outcome, 'passed'>;
  /** The message, masked; of a stuck answer, what it was doing. */
  readonly message: string;
}

/** The failures of an answer in the order of its checks; none if it passed. */
export type Behaviour = readonly Failure[];

/** The behaviour that a report shows. */
export function behaviourOf(report: Report): Behaviour {
  return report.checks.flatMap(({ name: check, outcome, message, stuck }) =>
    outcome === 'passed' ? [] : [{ check, outcome, message: stuck ?? mask(message) }],
  );
}

/**
 * Whether two behaviours are the same. What a stuck answer did is not held against the other
 * where a machine could not tell.
 */
export function sameBehaviour(one: Behaviour, other: Behaviour): boolean {
  return (
    one.length === other.length &&
    one.every((failure, index) => sameFailure(failure, other[index]))
  );
}

function sameFailure(one: Failure, other: Failure | undefined): boolean {
  if (other === undefined) return false;
  if (one.check !== other.check || one.outcome !== other.outcome) return false;
  if (mask(one.message) === mask(other.message)) return true;
  return one.outcome === 'stuck' && [one.message, other.message].includes('unknown');
}

/** What expectBytes() says of bytes that part in the middle: what it finds there depends on the seed. */
const unlikeBytes =
  /(?:the right )?# bytes(?: instead of #)?(?:: # bytes (?:lost|doubled) after|, (?:and they part|but in another order))[^.]*\./g;

function mask(message: string): string {
  const quoted = /"(?:[^"\\]|\\.)*"/g;
  const number = /\d+(?:[.,]\d+)*/g;
  return message
    .replace(quoted, '"…"')
    .replace(number, '#')
    .replace(/# bytes?\b/g, '# bytes')
    .replace(unlikeBytes, 'not the right bytes.');
}
