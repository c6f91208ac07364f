/** The thread of one connection. */
import { workerData } from 'node:worker_threads';
import { converse, socketAt } from './conversation.ts';

// #region converse
converse(socketAt(workerData));
// #endregion
