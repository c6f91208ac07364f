/**
 * A kernel that is simulated: the same calls, the same answers, in virtual time.
 *
 * A test on it is exact, a program on it can be made to suffer, and a program that would hang is
 * told so. It holds one process with one thread, and the peers that are started beside it
 * (`startPeer`). A call that blocks lets virtual time go on until it can answer (waiting.ts).
 *
 * Simulated: TCP over IPv4 and IPv6, Unix stream sockets, pipes, select, poll, epoll, all errors
 * that those calls can meet on one machine; buffers, bandwidth, latency, backlog, TIME-WAIT.
 *
 * Stored, without effect: SO_KEEPALIVE, TCP_NODELAY, a time to linger, FD_CLOEXEC (there is no
 * exec), MSG_NOSIGNAL (there are no signals, and so no SIGPIPE).
 *
 * Absent, each for a reason:
 * - SOCK_DGRAM answers EPROTONOSUPPORT: no chapter waits for datagrams.
 * - kqueue and kevent answer ENOSYS, on macOS too: epoll is there on both.
 * - Hosts other than this one: ENETUNREACH. The subject is waiting, not routing.
 * - Out-of-band data, MSG_WAITALL, SO_RCVTIMEO and the like: the course does not use them.
 * - Signals, threads and other processes. The fault `interrupt` answers EINTR without them.
 * - Loss and congestion (stream.ts), the file system (unix-socket.ts).
 *
 * Where Linux would answer otherwise: a buffer holds as many bytes as it says, where Linux counts
 * its own bookkeeping too; SO_SNDBUF does not grow by itself; a non-blocking connect over TCP is
 * never done at once, because nothing is before its latency is over; and an edge-triggered epoll
 * hears of room in a Unix socket at each read, not only when a whole send was read.
 */
import { AF_INET, errno, type Kernel } from '../sys/index.ts';
import { type PeerOptions, PeerPlayer } from './peer.ts';
import type { Step } from './peer-script.ts';
import { SimulatedPeer } from './simulated-peer.ts';
import { WaitingCalls } from './waiting-calls.ts';

/** A kernel that is simulated: the same calls, the same answers, in virtual time. */
export class SimulatedKernel extends WaitingCalls implements Kernel {
  readonly #peers: PeerPlayer[] = [];

  /** What was written to descriptor 1, as text. */
  get output(): string {
    return this.standardOutput.text;
  }

  /** What was written to descriptor 2, as text. */
  get errorOutput(): string {
    return this.standardError.text;
  }

  /** The descriptors that are open, 0, 1 and 2 among them. */
  openDescriptors(): number[] {
    return this.descriptors.numbers();
  }

  /** Frees the path of a Unix socket, as unlink(2) would. Answers 0 or -ENOENT. */
  unlink(path: string): number {
    return this.machine.unixNames.delete(path) ? 0 : -errno.ENOENT;
  }

  kqueue(): number {
    return this.call('kqueue', () => -errno.ENOSYS);
  }

  kevent(): number {
    return this.call('kevent', () => -errno.ENOSYS);
  }

  /**
   * Starts a peer that plays a script: it listens, on a free port unless `port` says which, or
   * connects to `connectTo` and waits to be accepted. Throws RangeError for a script that
   * contradicts itself, and for a port that is none or is taken.
   */
  startPeer(script: readonly Step[], options: PeerOptions = {}): SimulatedPeer {
    const socket = this.newTcpSocket(AF_INET);
    const player = new PeerPlayer(this.machine, socket, script, options);
    this.#peers.push(player);
    return new SimulatedPeer(player, this.waiting);
  }

  protected situation(): string {
    const descriptors = this.openDescriptors().filter((fd) => fd > 2);
    const files = descriptors.map((fd) => {
      return `descriptor ${fd}: ${this.descriptors.file(fd)?.describe()}`;
    });
    const peers = this.#peers.map((peer) => peer.describe());
    const shown = [...some(files), ...some(peers)];
    return shown.map((line) => `  ${line}`).join('\n');
  }
}

/** Of many lines the first. */
function some(lines: string[]): string[] {
  const most = 20;
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `and ${lines.length - most} more`];
}
