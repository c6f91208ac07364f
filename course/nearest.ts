/**
 * What somebody meant who typed a name that does not exist.
 */
import { distance } from 'fastest-levenshtein';

const MOST_OFFERED = 3;

/** The candidates that look like `name`, the likeliest first; none if none does. */
export function nearest(name: string, candidates: readonly string[]): string[] {
  const typed = name.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, edits: edits(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, candidate.length * 0.4))
    .sort((one, other) => one.edits - other.edits)
    .slice(0, MOST_OFFERED)
    .map(({ candidate }) => candidate);
}

// `block` is six keystrokes from `non-blocking`, and yet a part of it: that counts as one.
function edits(typed: string, candidate: string): number {
  const isPart = typed.length >= 3 && candidate.includes(typed);
  return isPart ? 1 : distance(typed, candidate);
}

/**
 * A sentence that offers the candidates that look like `name` or, if none does, `everything`:
 * what there is, where the candidates hold several names for each.
 */
export function offer(
  name: string,
  candidates: readonly string[],
  everything: readonly string[] = candidates,
): string {
  const close = nearest(name, candidates);
  if (close.length > 0) return `Did you mean ${either(close)}?`;
  if (everything.length === 0) return 'There is none yet.';
  return `Choose from ${everything.join(', ')}.`;
}

function either(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
