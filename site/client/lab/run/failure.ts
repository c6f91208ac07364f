/** What an error means to a reader whose program it ended. */
import { adviceFor } from '../../../../lib/program/advice.ts';
import { UsageError } from '../../../../lib/program/settings.ts';
import { BoundError, DeadlockError } from '../../../../lib/sim/index.ts';
import { SystemError } from '../../../../lib/sys/index.ts';
import type { Failure } from './messages.ts';
import { EndlessLoopError, TooMuchOutputError } from './stopped.ts';

/** The failure that an error is. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) {
    const shown = typeof error === 'string' ? JSON.stringify(error) : String(error);
    return { kind: 'error', name: 'thrown', message: shown };
  }
  const { name, message } = error;
  if (error instanceof SystemError) {
    const sentence = `${message}. ${adviceFor(error)}`.trim();
    return { kind: 'system', name, message: sentence };
  }
  return { kind: kindOf(error), name, message };
}

function kindOf(error: Error): Failure['kind'] {
  if (error instanceof EndlessLoopError) return 'endless-loop';
  if (error instanceof TooMuchOutputError) return 'output';
  if (error instanceof DeadlockError) return 'deadlock';
  if (error instanceof BoundError) return 'bound';
  return error instanceof UsageError ? 'usage' : 'error';
}
