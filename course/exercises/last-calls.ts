/**
 * The last system calls of a run: what a learner is shown when a check fails and shows none
 * itself.
 */
import type { Kernel } from '../../lib/sys/index.ts';
import { openedBy } from '../../lib/testing/call-kinds.ts';
import { type Tap, tapCalls, traceLines } from '../../lib/testing/index.ts';
import {
  type CallRecord,
  durationOf,
  numberAt,
  SHORTEST_SLEEP_MS,
} from '../../lib/trace/index.ts';

/** How many calls are remembered. Rows of the same call are one line. */
const most = 200;

export class LastCalls {
  readonly #calls: CallRecord[] = [];
  readonly #kernel: Kernel;
  readonly #open = new Set<number>();
  readonly #tap: Tap;

  /** Listens from now on, until `stop()`. */
  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#tap = tapCalls(kernel, {
      copiedBytes: 16,
      limit: 0,
      onStart: (call) => {
        this.#calls.push(call);
        // Now and then, because to shift an array by one costs as much as by a hundred.
        if (this.#calls.length >= 2 * most) this.#calls.splice(0, most);
      },
      onEnd: (call) => {
        if (call.name === 'close') this.#open.delete(numberAt(call, 0));
        for (const descriptor of openedBy(call)) this.#open.add(descriptor);
      },
    });
  }

  /** The last few of them, in the manner of strace, with the time of those that took long. */
  lines(): string[] {
    return traceLines(this.#calls, (call) => durationOf(call) >= SHORTEST_SLEEP_MS);
  }

  /** Closes the descriptors that were opened meanwhile and are open still. */
  closeWhatIsOpen(): void {
    for (const descriptor of this.#open) this.#kernel.close(descriptor);
    this.#open.clear();
  }

  stop(): void {
    this.#tap.stop();
  }
}
