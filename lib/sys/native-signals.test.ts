/**
 * Real signals: a call that one wakes answers EINTR, and `Socket` and `select` go back to sleep.
 */
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { endPrograms, startProgram } from '../testing/index.ts';

vi.setConfig({ testTimeout: 30_000 }); // processes start slowly on a busy machine
afterEach(endPrograms);

it('a signal interrupts accept4, recv, select and send, and their work goes on', async () => {
  const child = startProgram(new URL('native-signals.fixture.ts', import.meta.url));
  const port = await child.port();

  /** Sends signals until one has met the sleeping call. */
  const interrupt = async (call: string) => {
    const signals = setInterval(() => process.kill(child.pid, 'SIGUSR2'), 2);
    try {
      await child.printed(new RegExp(`^interrupted ${call}$`, 'm'));
    } finally {
      clearInterval(signals);
    }
  };

  await interrupt('accept4');
  const peer = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void peer.destroy());
  await child.printed(/^accepted$/m);

  await interrupt('recv');
  peer.write('12345');
  await child.printed(/^received 5$/m);

  await interrupt('select');
  peer.write('x');
  await child.printed(/^selected 1$/m);

  // Its peer does not read: the buffers fill, and the call sleeps having sent a part.
  const signals = setInterval(() => process.kill(child.pid, 'SIGUSR2'), 2);
  let received = 0;
  peer.on('data', (data: Buffer) => {
    received += data.length;
  });
  const ended = once(peer, 'end');
  await child.printed(/^sent all$/m);
  clearInterval(signals);
  await ended;
  expect(received).toBe(20_000_000);
  peer.end();
  expect((await child.ended()).code).toBe(0);
});
