/** The thread that sleeps in accept(), and tells the main thread the number of each connection. */
import { parentPort, workerData } from 'node:worker_threads';
import { nextClient, socketAt } from './conversation.ts';

// #region accept
const { fd, taken }: { fd: number; taken: Int32Array } = workerData;
const listener = socketAt(fd);
let accepted = 0;
for (let client = nextClient(listener); client; client = nextClient(listener)) {
  parentPort?.postMessage(client.fileno());
  Atomics.wait(taken, 0, accepted); // sleeps until the main thread has taken it
  accepted += 1;
}
// #endregion
