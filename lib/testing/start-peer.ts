/**
 * A scripted peer: the other side of a connection, as hostile as a check needs it, in a line.
 *
 * ```ts
 * const peer = startPeer([sendByteByByte('three\n'), end()]);
 * const line = answer.readLine(peer.connect());
 * ```
 *
 * It plays on the kernel that is current: on a simulated one in virtual time, on the real one on
 * a thread of its own. A check that uses nothing else of either runs on both.
 */
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel } from '../sys/index.ts';
import type { Peer, PeerOptions } from './peer.ts';
import type { Step } from './peer-script.ts';
import { stopThreadPeers, ThreadPeer } from './thread-peer.ts';
import { VirtualPeer } from './virtual-peer.ts';

/**
 * Starts a peer. When this returns it listens on a free port (`peer.connect()`), or its
 * connection to `connectTo` is made and waits to be accepted; in virtual time that connection
 * is still on its way.
 * @throws {RangeError} for a script that cannot be played.
 * @throws {Wrong} if nobody listens on the port `connectTo`. In virtual time it is `ending()`
 *   that throws.
 */
export function startPeer(script: readonly Step[], options: PeerOptions = {}): Peer {
  const kernel = currentKernel();
  return kernel instanceof SimulatedKernel
    ? new VirtualPeer(kernel.startPeer(script, options))
    : new ThreadPeer(script, options);
}

/**
 * Stops every peer on the real kernel. The exercise runner does it after each check; those on a
 * simulated kernel are gone with it.
 */
export function stopPeers(): void {
  stopThreadPeers();
}
