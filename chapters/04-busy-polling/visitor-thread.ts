/** A thread that is a visitor, and tells the main thread how long the replies took. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Visit, visit } from './visit.ts';

// #region thread
parentPort?.postMessage(visit(workerData as Visit));
// #endregion
