/**
 * Waiting for something, but not for ever.
 */
import { setTimeout as delay } from 'node:timers/promises';

/** Whether the promise settles in less than `timeoutMs`. Leaves no timer behind. */
export async function settlesWithin(
  timeoutMs: number,
  promise: Promise<unknown>,
): Promise<boolean> {
  const settled = new AbortController();
  const timeout = delay(timeoutMs, false, { signal: settled.signal });
  const result = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([result, timeout]);
  } finally {
    settled.abort();
    // Without this, aborting the timer would be an unhandled rejection.
    timeout.catch(() => {});
  }
}
