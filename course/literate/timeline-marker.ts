/**
 * What the comment before a timeline asks for:
 *
 *   <!-- timeline asleep run="01 client" from=connect title="A client asleep in send()" -->
 *
 * Runs are written as for `course run`. A picture begins with the main program's first call, or
 * its first call of the name `from`; `after` so many ms it may begin later, `for` so many it may
 * last. `alone` shows the main program and not those that it talks to. Several runs, each alone,
 * are laid over each other so that they begin at the same time.
 */
import { type MarkerForm, readMarkerWords } from './marker-words.ts';
import { Fault } from './problem.ts';

/** A picture that a README asks for. */
export interface TimelineRequest {
  /** The picture's name: its file is `pictures/NAME.svg` beside the README. */
  readonly name: string;
  /** Runs, each as the words after `course run`: chapter, program, options. */
  readonly runs: readonly (readonly string[])[];
  /** What the picture shows, in a few words. */
  readonly title: string;
  /** The call that it begins with; the first of all, if undefined. */
  readonly from: string | undefined;
  /** How much later it begins, in ms. */
  readonly afterMs: number;
  /** How much it shows, in ms. */
  readonly forMs: number;
  readonly alone: boolean;
}

const FORM: MarkerForm = {
  kind: 'timeline',
  keys: ['run', 'title', 'from', 'after', 'for'],
  flag: 'alone',
  nameOf: 'picture',
};

/** Reads the comment; throws a `Fault` for what it does not know or does not find. */
export function readTimelineMarker(text: string): TimelineRequest {
  const { name, flags, attributes } = readMarkerWords(text, FORM);
  const runs = (attributes.get('run') ?? []).map((run) => run.trim().split(/\s+/));
  const title = attributes.get('title')?.[0]?.trim() ?? '';
  if (runs.length === 0 || runs.some((run) => run.length < 2)) {
    throw new Fault('a timeline needs a chapter and a program: `run="01 client"`.');
  }
  if (title === '') {
    throw new Fault('a timeline needs a `title="…"` that says what it shows.');
  }
  const alone = flags.length > 0;
  if (runs.length > 1 && !alone) {
    throw new Fault('several runs in one timeline have no room; add `alone`.');
  }
  return {
    name,
    runs,
    title,
    from: attributes.get('from')?.[0],
    afterMs: milliseconds('after', attributes, 0),
    forMs: milliseconds('for', attributes, Infinity),
    alone,
  };
}

function milliseconds(
  key: string,
  attributes: ReadonlyMap<string, readonly string[]>,
  otherwise: number,
): number {
  const text = attributes.get(key)?.[0];
  if (text === undefined) return otherwise;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Fault(`\`${key}=\` is a whole number of milliseconds, not “${text}”.`);
}
