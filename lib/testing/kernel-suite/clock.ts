/** What the clock promises, and that timeouts go by it. */
import { describe, expect, it } from 'vitest';
import { timeval } from '../../sys/index.ts';
import { EpollList } from './epoll-list.ts';
import type { StartCase } from './kernel-under-test.ts';

// #region clock
/** monotonicMs(): never back, and on while a call sleeps. */
export function describeClock(start: StartCase): void {
  describe('monotonicMs()', () => {
    it('never goes back', () => {
      const { kernel } = start();
      let before = kernel.monotonicMs();
      for (let look = 0; look < 1000; look++) {
        const now = kernel.monotonicMs();
        expect(now >= before).toBe(true);
        before = now;
      }
    });

    it('goes on while a call sleeps, by as much as it sleeps', () => {
      const on = start();
      const list = new EpollList(on);
      const sleeps = [
        () => on.kernel.poll(null, 0, 30),
        () => on.kernel.select(0, null, null, null, timeval(30)),
        () => list.wait(30),
      ];
      for (const sleep of sleeps) {
        const before = on.kernel.monotonicMs();
        sleep();
        const passed = on.kernel.monotonicMs() - before;
        expect(passed).toBeGreaterThanOrEqual(29);
        expect(passed).toBeLessThan(3000);
      }
    });
  });
}
// #endregion
