/** A process of the pool: as a thread of it, but what it opens is its own to close. */
import { currentKernel } from 'would-block';
import { converse, nextClient, socketAt } from './conversation.ts';

// #region serve
const LISTENER = 3;
const NEWS = 4;

const listener = socketAt(LISTENER);
for (let client = nextClient(listener); client; client = nextClient(listener)) {
  converse(client);
  client.close();
  currentKernel().write(NEWS, Uint8Array.of(1), 1);
}
// #endregion
