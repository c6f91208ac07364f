/**
 * An attempt under test: asked how it went, and held to it that it does not wait.
 */
import { currentKernel, type InternetAddress, select } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { Wrong } from 'would-block/testing';

export type Answer = typeof import('./starter.ts');
export type Attempt = InstanceType<Answer['ConnectionAttempt']>;

/** One question needs one look. A second one may be a habit; more are a wait. */
const MOST_LOOKS = 2;

/** Starts an attempt, which must not sleep. */
export function start({ ConnectionAttempt }: Answer, address: InternetAddress): Attempt {
  return withoutSleep('The constructor', () => new ConnectionAttempt(address));
}

/** The outcome as a word: `later`, `connected`, or the error's name. It must not sleep. */
export function outcomeOf(attempt: Attempt): string {
  const outcome = withoutSleep('outcome()', () => attempt.outcome());
  return outcome.kind === 'failed' ? outcome.code : outcome.kind;
}

/** On the real kernel an answer that sleeps is late, or early; on the simulated one it is seen. */
function withoutSleep<Result>(who: string, ask: () => Result): Result {
  const kernel = currentKernel();
  if (!(kernel instanceof SimulatedKernel)) return ask();
  const { counts } = kernel;
  const before = { sleptMs: counts.sleptMs, looks: looksIn(counts) };
  const result = ask();
  const looks = looksIn(counts) - before.looks;
  if (looks > MOST_LOOKS) {
    throw new Wrong(
      `${who} has looked ${looks} times in one call whether there is an outcome. What can have changed in a ` +
        'millionth of a second?',
    );
  }
  const slept = counts.sleptMs - before.sleptMs;
  if (slept === 0) return result;
  const sleptMs = `${slept.toFixed(2)} ms of virtual time`;
  throw new Wrong(
    isLater(result)
      ? `${who} has slept for ${sleptMs}, and then knows no more than before. How long does it ` +
          'take to look?'
      : `${who} has slept for ${sleptMs}. What could its caller have done meanwhile?`,
  );
}

/** How often the program has asked the kernel which sockets are ready. */
function looksIn({ calls }: SimulatedKernel['counts']): number {
  return (calls.select ?? 0) + (calls.poll ?? 0) + (calls.epoll_wait ?? 0);
}

function isLater(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'kind' in result
    ? result.kind === 'later'
    : false;
}

/** Waits, as the attempt must not, until it is decided. */
export function untilDecided({ socket }: Attempt): void {
  if (socket.fileno() >= 0) select([], [socket], []);
}

/** Asks three times: an outcome stays what it is. */
export function expectOutcome(
  attempt: Attempt,
  expected: string,
  happened: string,
): void {
  for (const time of ['', ' when asked again', ' when asked a third time']) {
    const outcome = outcomeOf(attempt);
    if (outcome === expected) continue;
    throw new Wrong(
      `${happened}, and outcome() says ${outcome}${time}. It should say ${expected}: ` +
        `${question(outcome, time)}`,
    );
  }
}

/** The attempt has said "connected" before, and says nothing else, whatever becomes of the connection. */
export function expectKept(attempt: Attempt, state: string): void {
  const outcome = outcomeOf(attempt);
  if (outcome === 'connected' && attempt.socket.fileno() >= 0) return;
  throw new Wrong(
    `outcome() has said "connected". Now the connection ${state}, and it ` +
      (outcome === 'connected'
        ? 'closes the socket, which is in use.'
        : `says "${outcome}". Whom does it ask, who once knew the outcome?`),
  );
}

function question(outcome: string, time: string): string {
  if (time !== '') return 'what does the kernel say when it is asked for an error twice?';
  return outcome === 'connected'
    ? 'what else could the sign that you go by mean?'
    : 'what is the sign that it is decided, and where is the error?';
}

export function expectClosed({ socket }: Attempt, what: string): void {
  if (socket.fileno() < 0) return;
  throw new Wrong(`${what}, and its socket is still open. Who is to close it?`);
}
