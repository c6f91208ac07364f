/**
 * A run to step through, packed for the way to the reader: a file of thousands of calls says each
 * text once, and no call says the names of its fields.
 */
import type { ReplayCall } from '../../../lib/trace/index.ts';
import type { SteppedTrace } from './stepped-trace.ts';

const TEXTS = ['name', 'line', 'asked', 'answered'] as const;
const VALUES = [
  'program',
  'task',
  'startMs',
  'endMs',
  'slept',
  'refused',
  'repeats',
  'bytes',
  'connection',
  'sets',
] as const;

/** A packed run. */
export interface PackedTrace extends Omit<SteppedTrace, 'calls'> {
  /** What calls say, in the order in which it is first said. */
  readonly texts: readonly string[];
  /** A row for each call: places in `texts`, then values; null where a call has none. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Packs a run. */
export function packTrace({ calls, ...rest }: SteppedTrace): PackedTrace {
  const places = new Map<string, number>();
  const placeOf = (text: string | undefined) => {
    if (text === undefined) return null;
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const rows = calls.map((call) => {
    const row: unknown[] = [
      ...TEXTS.map((field) => placeOf(call[field])),
      ...VALUES.map((field) => call[field] ?? null),
    ];
    while (row.at(-1) === null) row.pop();
    return row;
  });
  return { ...rest, texts: [...places.keys()], rows };
}

/** The run that was packed. */
export function unpackTrace({ texts, rows, ...rest }: PackedTrace): SteppedTrace {
  const calls = rows.map((row) => {
    const known = (value: unknown) => value !== null && value !== undefined;
    const said = TEXTS.map((field, index) => [field, row[index]] as const)
      .filter(([, place]) => known(place))
      .map(([field, place]) => [field, texts[place as number]] as const);
    const valued = VALUES.map(
      (field, index) => [field, row[TEXTS.length + index]] as const,
    ).filter(([, value]) => known(value));
    return Object.fromEntries([...said, ...valued]) as unknown as ReplayCall;
  });
  return { ...rest, calls };
}
