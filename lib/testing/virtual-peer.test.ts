import { describe, expect, it } from 'vitest';
import { Socket } from '../net/index.ts';
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel, type Kernel, runOn } from '../sys/index.ts';
import {
  close,
  end,
  hold,
  kernelWith,
  type Peer,
  readAll,
  send,
  startPeer,
  stopPeers,
  Wrong,
} from './index.ts';

/** What a check does with a peer, on either kernel, and what it sees of it. */
function conversation(): unknown[] {
  const peer: Peer = startPeer([send('hello'), hold(), send('world'), end(), readAll()]);
  const socket = peer.connect();
  peer.untilHeld();
  const first = new TextDecoder().decode(socket.recv(100));
  peer.goOn();
  const second = new TextDecoder().decode(socket.recv(100));
  socket.sendAll(new TextEncoder().encode('bye'));
  socket.close();
  return [first, second, peer.receivedText(), peer.ending(), peer.bytesRead(), peer.host];
}

/** What the peer's check is told. */
function complaint(run: () => void): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Wrong);
    return (error as Wrong).message;
  }
  throw new Error('Nothing was wrong');
}

describe('startPeer()', () => {
  it('plays the same script on the simulated kernel as on the real one', () => {
    const kernel = new SimulatedKernel();
    const inVirtualTime = runOn(kernel, conversation);
    expect(inVirtualTime).toEqual(['hello', 'world', 'bye', 'ended', 3, '127.0.0.1']);
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
    expect(conversation()).toEqual(inVirtualTime);
    stopPeers();
  });

  it('in virtual time says at once that a connection does not end', () => {
    runOn(new SimulatedKernel(), () => {
      const peer = startPeer([readAll()]);
      const socket = peer.connect();
      socket.sendAll(Uint8Array.of(1, 2));
      expect(complaint(() => peer.received())).toBe(
        'The other side has received 2 bytes. Its connection never ends. Who closes the socket?',
      );
    });
  });

  it('in virtual time says at once that a script does not come to its hold()', () => {
    runOn(new SimulatedKernel(), () => {
      const peer = startPeer([readAll(), hold()]);
      peer.connect();
      expect(complaint(() => peer.untilHeld())).toContain('It should be further by now.');
    });
  });

  it('connects in virtual time to who listens', () => {
    runOn(new SimulatedKernel(), () => {
      const listener = new Socket();
      listener.bind({ host: '127.0.0.1', port: 0 });
      listener.listen();
      const { port } = listener.getsockname() as { port: number };
      startPeer([send('hi'), close()], { connectTo: port });
      expect(listener.accept().recv(10)).toEqual(new TextEncoder().encode('hi'));
    });
  });
});

describe('kernelWith()', () => {
  for (const [name, make] of [
    ['the real kernel', currentKernel],
    ['the simulated kernel', () => new SimulatedKernel()],
  ] as [string, () => Kernel][]) {
    it(`replaces a call of ${name}, and no other`, () => {
      const kernel = make();
      const received: number[] = [];
      const counting = kernelWith(kernel, {
        recv(fd, buffer, length, flags) {
          const answer = kernel.recv(fd, buffer, length, flags);
          received.push(answer);
          return answer;
        },
      });
      runOn(counting, () => {
        const socket = startPeer([send('hello'), hold()]).connect();
        expect(socket.recv(100)).toHaveLength(5);
        socket.close();
      });
      expect(received).toEqual([5]);
      stopPeers();
    });
  }
});
