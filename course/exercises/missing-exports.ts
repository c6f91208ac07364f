/**
 * Compares what an answer exports with what its starter does: the checks call those.
 */
import { Wrong } from '../../lib/testing/index.ts';

/** What to tell the learner if exports are missing or of another kind; else `undefined`. */
export function missingExports(answer: object, starter: object): Wrong | undefined {
  const found = new Map(Object.entries(answer));
  for (const [name, value] of Object.entries(starter)) {
    const kind = typeof value;
    const own = found.get(name);
    if (typeof own === kind) continue;
    const what =
      kind === 'function' ? `a ${wordFor(value)} named ${name}` : `${name}, a ${kind}`;
    const instead = found.has(name) ? `; it exports a ${typeof own} of that name` : '';
    return new Wrong(
      `The file does not export ${what}, as the starter does${instead}. ` +
        'The checks look for it under that name.',
    );
  }
  return undefined;
}

/** A class is a function too, to `typeof` and to nobody else. */
function wordFor(value: unknown): 'class' | 'function' {
  return /^class\b/.test(String(value)) ? 'class' : 'function';
}
