/**
 * Ten, a hundred and five hundred clients that come at the same moment, to each server of this chapter.
 * How long until each has its first reply, and is served?
 */
import { count, portNumber, print, program } from 'would-block';
import { crowd } from './crowd.ts';

// #region arrivals
interface ArrivalsSettings {
  threads: number;
  pool: number;
  processes: number;
  most: number;
}

export function arrivals({ most, ...ports }: ArrivalsSettings): void {
  const common = { pings: 1, bytes: 32, echo: false, patienceMs: 60_000 };
  // Nobody should be late because a server has only begun to start its threads.
  for (const port of Object.values(ports)) crowd({ ...common, port, clients: 4 });
  for (const clients of [10, 100, 500].filter((size) => size <= most)) {
    for (const [design, port] of Object.entries(ports)) {
      const outcomes = crowd({ ...common, port, clients });
      const right = outcomes.filter(({ verdict }) => verdict.kind === 'right').length;
      const lastMs = Math.max(...outcomes.map(({ firstReplyMs = 0 }) => firstReplyMs));
      print(
        `${clients} clients, ${design}: ${right} served, the last after ${lastMs.toFixed(1)} ms`,
      );
    }
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Measures how long clients that come together wait for their first reply.',
  settings: {
    threads: portNumber(1234),
    pool: portNumber(1235),
    processes: portNumber(1236),
    most: count(500, 'be no more than so many clients at once'),
  },
  main: arrivals,
});
// #endregion
