/**
 * Asks Linux what waits in the queues of one connection on 127.0.0.1: sock_diag(7), as ss(8) does.
 *
 * One connection is asked for, by its ports, and the answer takes microseconds however many there are on the machine. The
 * table of all of them, /proc/net/tcp, takes milliseconds once there are some hundreds.
 */
import {
  AF_INET,
  currentKernel,
  F_DUPFD,
  F_SETFD,
  FD_CLOEXEC,
  IPPROTO_TCP,
  MSG_DONTWAIT,
  platform,
  SOCK_DGRAM,
} from '../sys/index.ts';

// #region socket
/** What waits at one end of a connection, in bytes. */
export interface Queues {
  readonly unacknowledged: number;
  readonly unread: number;
}

const kernel = currentKernel();
const diagnosis = platform.system === 'linux' ? openDiagnosis() : -1;

/** A socket whose other end is the kernel itself: netlink(7). Negative where there is none. */
function openDiagnosis(): number {
  const AF_NETLINK = 16;
  const NETLINK_SOCK_DIAG = 4;
  const low = kernel.socket(AF_NETLINK, SOCK_DGRAM, NETLINK_SOCK_DIAG);
  // High, where no program under test closes it by mistake and has its next connection there.
  const high = kernel.fcntl(low, F_DUPFD, 900);
  if (high < 0) return low;
  kernel.close(low);
  kernel.fcntl(high, F_SETFD, FD_CLOEXEC);
  return high;
}
// #endregion

// #region request
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;

// A struct nlmsghdr, and behind its 16 bytes a struct inet_diag_req_v2. Numbers are in the
// machine's order, ports and addresses in the network's.
const request = new Uint8Array(72);
const ports = new DataView(request.buffer, 24, 4);
new Uint32Array(request.buffer, 0, 1).set([request.length]);
new Uint16Array(request.buffer, 4, 2).set([SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST]);
request.set([AF_INET, IPPROTO_TCP], 16);
new Uint32Array(request.buffer, 20, 1).fill(0xffff_ffff); // in whatever state
request.set([127, 0, 0, 1], 28);
request.set([127, 0, 0, 1], 44);
new Uint32Array(request.buffer, 64, 2).fill(0xffff_ffff); // no cookie: whoever has these ports
// #endregion

// #region answer
const answer = new Uint8Array(256);
const header = new Uint16Array(answer.buffer, 4, 1);
const answeredPorts = new DataView(answer.buffer, 20, 4);
const lengths = new Uint32Array(answer.buffer, 72, 2);

/** The queues of the end that has port `from`; undefined if there is none, or nobody to ask. */
export function diagnosed(from: number, to: number): Queues | undefined {
  ports.setUint16(0, from);
  ports.setUint16(2, to);
  if (kernel.send(diagnosis, request, request.length, MSG_DONTWAIT) < 0) return undefined;
  if (kernel.recv(diagnosis, answer, answer.length, MSG_DONTWAIT) < 0) return undefined;
  if (header[0] !== SOCK_DIAG_BY_FAMILY) return undefined;
  // Without a connection, whoever listens on the port is answered for.
  if (answeredPorts.getUint16(2) !== to) return undefined;
  const [unread = 0, unacknowledged = 0] = lengths;
  return { unacknowledged, unread };
}
// #endregion
