/** The simulated machine of a run, which can be asked afterwards what it has done to the program. */
import { SimulatedMachine } from '../../../../lib/program/simulated-machine.ts';
import type {
  FaultName,
  PeerOptions,
  SimulatedPeer,
  Step,
} from '../../../../lib/sim/index.ts';
import type { OpenFile } from '../../../../lib/sim/open-file.ts';
import type { TcpEnd } from '../../../../lib/sim/tcp-end.ts';
import { TcpSocket } from '../../../../lib/sim/tcp-socket.ts';
import type { IdleSliders } from '../program/lab-data.ts';
import { BufferLog } from './buffer-log.ts';

export class LabMachine extends SimulatedMachine {
  // The first peers are started while the machine is made, before any field would be there.
  declare peers: SimulatedPeer[] | undefined;
  declare log: BufferLog | undefined;
  /** By which descriptor the program knows a file, or knew it last. */
  declare numbers: WeakMap<OpenFile, number> | undefined;

  override startPeer(script: readonly Step[], options?: PeerOptions): SimulatedPeer {
    const peer = super.startPeer(script, options);
    this.peers ??= [];
    this.peers.push(peer);
    return peer;
  }

  /** How full the buffers of its connections are, from the first on. */
  get buffers(): BufferLog {
    this.log ??= new BufferLog(
      () => this.nowMs,
      (socket) => this.numbers?.get(socket),
    );
    return this.log;
  }

  /** The faults that have struck. */
  struck(): FaultName[] {
    return [...this.machine.faults.struck.keys()];
  }

  /** The sliders that did nothing so far. */
  idleSliders(): IdleSliders {
    return this.buffers.idleSliders(this.machine.sendBufferBytes);
  }

  /** How many bytes each peer has read in the end, `withinMs` of virtual time at most. */
  bytesRead(withinMs: number): number[] {
    // Nothing is asked for: time passes, and the peers read what is still on its way.
    this.waiting.passTo(this.nowMs + withinMs);
    return (this.peers ?? []).map((peer) => peer.bytesRead());
  }

  protected override newTcpSocket(family: number): TcpSocket {
    const { options } = super.newTcpSocket(family);
    const socket = new ConnectingSocket(this.machine, family, options);
    socket.onConnected = (other) => this.buffers.follow(socket, other);
    return socket;
  }

  override socket(domain: number, type: number, protocol: number): number {
    return this.#noted(super.socket(domain, type, protocol));
  }

  override accept4(
    fd: number,
    address: Uint8Array | null,
    length: Int32Array | null,
    flags: number,
  ): number {
    return this.#noted(super.accept4(fd, address, length, flags));
  }

  #noted(descriptor: number): number {
    const file = this.descriptors.file(descriptor);
    this.numbers ??= new WeakMap();
    if (file !== undefined) this.numbers.set(file, descriptor);
    return descriptor;
  }
}

/** A socket that tells when it is connected. Those that are accepted are made by others. */
class ConnectingSocket extends TcpSocket {
  onConnected: (other: TcpEnd) => void = () => {};

  protected override establish(other: TcpEnd): void {
    super.establish(other);
    this.onConnected(other);
  }
}
