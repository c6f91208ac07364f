/**
 * The moments of a run at which a player stops. A call that did not sleep is one; one that slept
 * is two, so that others can be seen at work in between: it falls asleep, and it wakes.
 */
import type { Replay, ReplayCall } from '../../../lib/trace/index.ts';

/** One stop. */
export interface Moment {
  readonly kind: 'call' | 'sleep' | 'wake';
  readonly call: ReplayCall;
  /** In ms since the beginning of the run. */
  readonly atMs: number;
}

/** All moments, in the order of time. */
export function momentsOf({ calls, durationMs }: Replay): Moment[] {
  return calls
    .flatMap((call): Moment[] => {
      const { startMs, endMs } = call;
      // A row of calls is one moment: how each of them slept is not known.
      const isOne = call.slept && call.repeats === undefined;
      const end: Moment[] =
        endMs === undefined || endMs > durationMs
          ? []
          : [{ kind: isOne ? 'wake' : 'call', call, atMs: endMs }];
      const begin: Moment = { kind: 'sleep', call, atMs: Math.max(0, startMs) };
      return isOne ? [begin, ...end] : end;
    })
    .toSorted((one, other) => one.atMs - other.atMs);
}
