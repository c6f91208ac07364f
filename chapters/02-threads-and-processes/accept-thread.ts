/** The thread that sleeps in accept(), and tells the main thread the number of each connection. */
import { parentPort, workerData } from 'node:worker_threads';
import { nextClient, socketAt } from './conversation.ts';

// #region accept
const listener = socketAt(workerData);
for (let client = nextClient(listener); client; client = nextClient(listener)) {
  parentPort?.postMessage(client.fileno());
}
// #endregion
