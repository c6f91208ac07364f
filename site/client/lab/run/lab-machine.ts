/** The simulated machine of a run, which can be asked afterwards what it has done to the program. */
import { SimulatedMachine } from '../../../../lib/program/simulated-machine.ts';
import type {
  FaultName,
  PeerOptions,
  SimulatedPeer,
  Step,
} from '../../../../lib/sim/index.ts';

export class LabMachine extends SimulatedMachine {
  // The first peers are started while the machine is made, before any field would be there.
  declare peers: SimulatedPeer[] | undefined;

  override startPeer(script: readonly Step[], options?: PeerOptions): SimulatedPeer {
    const peer = super.startPeer(script, options);
    this.peers ??= [];
    this.peers.push(peer);
    return peer;
  }

  /** The faults that have struck. */
  struck(): FaultName[] {
    return [...this.machine.faults.struck.keys()];
  }

  /** How many bytes each peer has read in the end, `withinMs` of virtual time at most. */
  bytesRead(withinMs: number): number[] {
    // Nothing is asked for: time passes, and the peers read what is still on its way.
    this.waiting.passTo(this.nowMs + withinMs);
    return (this.peers ?? []).map((peer) => peer.bytesRead());
  }
}
