/** What an error means to a reader whose program it ended. */
import { adviceFor } from '../../../../lib/program/advice.ts';
import { UsageError } from '../../../../lib/program/settings.ts';
import { BoundError, DeadlockError } from '../../../../lib/sim/index.ts';
import { SystemError } from '../../../../lib/sys/index.ts';
import type { Place } from '../program/place.ts';
import type { Failure } from './messages.ts';
import { showValue } from './show-value.ts';
import {
  EndlessLoopError,
  EndlessPromiseError,
  NoModuleError,
  TooMuchOutputError,
} from './stopped.ts';
import type { Waits } from './waits.ts';

// Of errors that cause each other in a circle, or of a great many.
const MOST_BEHIND = 10;

/** The failure that an error is. `placeOf` says where an error was made, `waits` who waits. */
export function failureOf(
  error: unknown,
  placeOf: (error: unknown) => Place | undefined,
  waits: Waits,
): Failure {
  const name = error instanceof Error ? error.name : 'thrown';
  if (error instanceof DeadlockError) {
    const [message = '', ...lines] = error.message.split('\n');
    const behind = waits.told(lines.map((line) => line.trim()));
    return { kind: 'deadlock', name, message, behind };
  }
  const behind = behindOf(error).map((one) => ({
    text: `behind it: ${textOf(one)}`,
    place: placeOf(one),
  }));
  if (error instanceof SystemError) {
    const message = `${error.message}. ${adviceFor(error)}`.trim();
    return { kind: 'system', name, message, behind };
  }
  const message = error instanceof Error ? error.message : showValue(error);
  return { kind: kindOf(error), name, message, behind };
}

function kindOf(error: unknown): Failure['kind'] {
  if (error instanceof EndlessLoopError) return 'endless-loop';
  if (error instanceof EndlessPromiseError) return 'promise';
  if (error instanceof TooMuchOutputError) return 'output';
  if (error instanceof BoundError) return 'bound';
  const isUsage = error instanceof UsageError || error instanceof NoModuleError;
  return isUsage ? 'usage' : 'error';
}

/** The cause of an error, and the causes of that; of an AggregateError, all that it holds. */
function behindOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  const visit = (one: unknown) => {
    if (!(one instanceof Error)) return;
    const errors = one instanceof AggregateError ? one.errors : [];
    const causes = one.cause === undefined ? errors : [one.cause, ...errors];
    for (const cause of causes) {
      if (found.length === MOST_BEHIND || found.includes(cause)) return;
      found.push(cause);
      visit(cause);
    }
  };
  visit(error);
  return found;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : showValue(error);
}
