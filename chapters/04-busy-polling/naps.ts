/**
 * The polling server with naps of several lengths between its rounds, and a visitor who notices.
 */
import { once } from 'node:events';
import { type InternetAddress, print, program, select } from 'would-block';
import { startThread } from 'would-block/threads';
import { listen } from './listening.ts';
import { open, round } from './server.ts';
import type { Visit } from './visit.ts';

// #region naps
export async function naps(): Promise<void> {
  for (const napMs of [0, 1, 2, 5, 10, 20]) {
    const listener = listen(0);
    const { port } = listener.getsockname() as InternetAddress;
    const visit: Visit = { port, lines: 31, pauseMs: 10 };
    const visitor = startThread(new URL('visitor-thread.ts', import.meta.url), visit);
    const heard = once(visitor, 'message') as Promise<[number]>;

    const server = open(listener);
    let rounds = 0;
    while (server.gone < 1) {
      const isUseful = round(server);
      if (server.clients.size > 0) rounds += 1;
      if (!isUseful && napMs > 0) select([], [], [], napMs);
    }
    listener.close();
    const [medianMs] = await heard;
    print(`nap ${napMs} ms: ${rounds} rounds, a reply after ${medianMs.toFixed(2)} ms`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Naps between rounds, longer and longer, and measures how late the replies are.',
  settings: {},
  main: naps,
});
// #endregion
