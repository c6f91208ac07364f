/**
 * All the processes of a run, so that none is forgotten at its end.
 */
import type { Child } from './child.ts';
import { settlesWithin } from './within.ts';

/** How long a program may take to end, before it is made to. */
export const GRACE_MS = 2_000;

/** The processes that a run has started. */
export class Crew {
  readonly #children: Child[] = [];
  readonly #graceMs: number;
  #isClosed = false;

  /** Its processes may take `graceMs` to end. */
  constructor(graceMs = GRACE_MS) {
    this.#graceMs = graceMs;
  }

  /** Adds what `start` starts. Throws once the crew is being ended: nobody would end that one. */
  add<Started extends { child: Child }>(start: () => Started): Started {
    if (this.#isClosed) throw new Error('the run is over, nothing more is started');
    const started = start();
    this.#children.push(started.child);
    return started;
  }

  /** Sends everybody who still runs the signal, kills who is still there after the grace, and waits. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.#isClosed = true;
    for (const child of this.#children) child.send(signal);
    const allEnded = Promise.allSettled(this.#children.map((child) => child.ended));
    if (!(await settlesWithin(this.#graceMs, allEnded))) this.kill();
    await allEnded;
  }

  /** Kills everybody at once, without waiting. */
  kill(): void {
    this.#isClosed = true;
    for (const child of this.#children) child.send('SIGKILL');
  }
}
