/** A thread of the pool. It sleeps in accept() or in recv(), and says which connection it has. */
import { parentPort, workerData } from 'node:worker_threads';
import { converse, nextClient, socketAt } from './conversation.ts';

// #region serve
const listener = socketAt(workerData);
for (let client = nextClient(listener); client; client = nextClient(listener)) {
  const fd = client.fileno();
  parentPort?.postMessage({ fd, isOpen: true });
  converse(client);
  parentPort?.postMessage({ fd, isOpen: false });
}
// #endregion
