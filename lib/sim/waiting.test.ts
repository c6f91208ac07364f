import { describe, expect, it } from 'vitest';
import { select } from '../selectors/index.ts';
import { pollfd } from '../sys/index.ts';
import { BoundError, DeadlockError, SimulatedKernel } from './index.ts';
import { connected, listening, socketOn } from './kernel.fixture.ts';
import { hold, pauseMs, stopReading } from './peer-script.ts';

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(DeadlockError);
    return (error as Error).message;
  }
  throw new Error('it did not throw');
}

describe('DeadlockError', () => {
  it('says who waits for what, in recv()', () => {
    const { far } = connected(new SimulatedKernel());
    const message = messageOf(() => far.recv(1));
    expect(message).toMatch(/^recv on descriptor 5 waits for what can never happen/);
    expect(message).toMatch(/descriptor 3: TCP listener at 127.0.0.1:\d+, 0 clients/);
    expect(message).toMatch(
      /descriptor 4: TCP 127.0.0.1:\d+ to 127.0.0.1:\d+, connected/,
    );
  });

  it('shows the buffers and the peer, in a send() that nobody reads', () => {
    const kernel = new SimulatedKernel({ sendBufferBytes: 1000 });
    const peer = kernel.startPeer([stopReading(), pauseMs(5), hold()]);
    const socket = socketOn(kernel);
    socket.connect(peer.address);
    const message = messageOf(() => socket.sendAll(new Uint8Array(1_000_000)));
    expect(message).toContain('send on descriptor 3');
    expect(message).toContain('1000 of 1000 not yet taken');
    expect(message).toContain(`peer on port ${peer.port}: is at hold(); it has read 0`);
  });

  it('names the descriptors of select(), poll() and epoll_wait()', () => {
    const kernel = new SimulatedKernel();
    const { listener } = listening(kernel);
    expect(messageOf(() => select([listener], []))).toMatch(/^select to read 3, waits/);
    expect(messageOf(() => kernel.poll(pollfd(3, 1), 1, -1))).toMatch(/^poll on .* 3 /);
    const epfd = kernel.epoll_create1(0);
    kernel.epoll_ctl(epfd, 1, 3, new Int32Array(4).fill(1));
    expect(messageOf(() => kernel.epoll_wait(epfd, new Int32Array(4), 1, -1))).toMatch(
      /^epoll_wait on descriptor 4, an epoll that watches 3,/,
    );
  });

  it('shows the first of thousands of descriptors, and says how many there are', () => {
    const kernel = new SimulatedKernel({ maxOpenFiles: 20_000 });
    for (let count = 0; count < 10_000; count++) socketOn(kernel);
    const { listener } = listening(kernel);
    const message = messageOf(() => listener.accept());
    expect(message).toMatch(/and 9981 more/);
  });
});

describe('BoundError', () => {
  it('stops a program that calls for ever', () => {
    const kernel = new SimulatedKernel({ maxCalls: 1000 });
    expect(() => {
      for (;;) kernel.monotonicMs();
    }).toThrow(new BoundError('the program makes more than 1000 calls (maxCalls)'));
  });

  it('stops a program that sleeps for ever', () => {
    const kernel = new SimulatedKernel({ maxVirtualMs: 1000 });
    expect(() => {
      for (;;) kernel.poll(null, 0, 100);
    }).toThrow('more than 1000 ms of virtual time (maxVirtualMs)');
  });
});
