/**
 * errno belongs to a thread. A worker that loads the kernel anew has its own, and two threads
 * that fail at the same time each get their own error.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { SOCK_NONBLOCK } from './constants.ts';
import { errno } from './errno.ts';
import { streamSocket } from './native.fixture.ts';
import { kernel } from './native.ts';

const enough = new Int32Array(new SharedArrayBuffer(4));

// JavaScript, because a worker does not inherit what makes Node 20 read TypeScript.
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  (async () => {
    await import(workerData.typescript);
    const { kernel } = await import(workerData.kernel);
    const seen = {};
    parentPort.postMessage('started');
    let calls = 0;
    while (calls < 20_000 || Atomics.load(workerData.enough, 0) === 0) {
      const answer = kernel.fcntl(1_000_000, 1, 0);
      seen[answer] = true;
      calls += 1;
    }
    parentPort.postMessage(Object.keys(seen).map(Number));
  })();
`;

it('two threads that fail at the same time never see each other’s errno', async () => {
  const worker = new Worker(script, {
    eval: true,
    execArgv: [],
    workerData: {
      enough,
      typescript: new URL('../typescript/register.js', import.meta.url).href,
      kernel: new URL('native.ts', import.meta.url).href,
    },
  });
  try {
    expect(await once(worker, 'message')).toEqual(['started']);
    const socket = streamSocket(SOCK_NONBLOCK);
    const seen = new Set<number>();
    const buffer = new Uint8Array(1);
    for (let call = 0; call < 20_000; call++) seen.add(kernel.recv(socket, buffer, 1, 0));
    Atomics.store(enough, 0, 1);
    const [seenByWorker] = await once(worker, 'message');
    expect([...seen]).toEqual([-errno.ENOTCONN]);
    expect(seenByWorker).toEqual([-errno.EBADF]);
  } finally {
    Atomics.store(enough, 0, 1);
    await worker.terminate();
  }
});
