/**
 * Asks Linux how full the buffers of a TCP socket are: sock_diag(7), which ss(8) asks too. Any
 * process may ask about any socket, so that the programs which use it do nothing for it.
 */
import type { Kernel } from '../../lib/sys/index.ts';

/** What lies in the two buffers of a socket. */
export interface SocketBuffers {
  readonly sending: BufferFill;
  readonly receiving: BufferFill;
}

/** What lies in a buffer. The kernel's limit is one of memory, of which each packet takes more than its bytes. */
export interface BufferFill {
  readonly bytes: number;
  /** The memory in use, as a share of what the socket may use. */
  readonly share: number;
}

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_SOCK_DIAG = 4;
const AF_INET = 2;
const IPPROTO_TCP = 6;
const TCP_ESTABLISHED = 1;
const TCP_LISTEN = 10;

// struct nlmsghdr
const HEADER_BYTES = 16;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const NLM_F_DUMP = 0x300;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;

// struct inet_diag_req_v2
const REQUEST_BYTES = HEADER_BYTES + 56;
const INET_DIAG_SKMEMINFO = 7;
const LOOPBACK = [127, 0, 0, 1];
const NO_COOKIE = 0xffff_ffff;

// struct inet_diag_msg
const STATE_AT = HEADER_BYTES + 1;
const PORT_AT = HEADER_BYTES + 4;
const QUEUES_AT = HEADER_BYTES + 56;
const ATTRIBUTES_AT = HEADER_BYTES + 72;

/** One socket on which the kernel answers such questions. Connections are those of 127.0.0.1. */
export class SocketDiagnosis {
  readonly #kernel: Kernel;
  readonly #fd: number;
  readonly #request = new Uint8Array(REQUEST_BYTES);
  readonly #answer = new Uint8Array(65_536);
  readonly #asked = new DataView(this.#request.buffer);
  readonly #told = new DataView(this.#answer.buffer);

  /** Throws Error if the kernel answers none. */
  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#fd = kernel.socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
    if (this.#fd < 0) throw new Error(`no sock_diag(7) here: ${this.#fd}`);
    this.#request[HEADER_BYTES] = AF_INET;
    this.#request[HEADER_BYTES + 1] = IPPROTO_TCP;
    this.#request[HEADER_BYTES + 2] = 1 << (INET_DIAG_SKMEMINFO - 1);
    this.#asked.setUint32(HEADER_BYTES + 4, 1 << TCP_ESTABLISHED, true);
    this.#request.set(LOOPBACK, HEADER_BYTES + 12);
    this.#request.set(LOOPBACK, HEADER_BYTES + 28);
    this.#asked.setUint32(HEADER_BYTES + 48, NO_COOKIE, true);
    this.#asked.setUint32(HEADER_BYTES + 52, NO_COOKIE, true);
  }

  /** The ports of those who are connected to a port. */
  clientsOf(port: number): number[] {
    this.#ask(NLM_F_DUMP, 0, port);
    const clients: number[] = [];
    while (true) {
      const length = this.#receive();
      for (let at = 0; at + HEADER_BYTES <= length; ) {
        const bytes = this.#told.getUint32(at, true);
        const type = this.#told.getUint16(at + 4, true);
        if (type === NLMSG_DONE || type === NLMSG_ERROR || bytes === 0) return clients;
        if (type === SOCK_DIAG_BY_FAMILY) {
          clients.push(this.#told.getUint16(at + PORT_AT));
        }
        at += aligned(bytes);
      }
      if (length <= 0) return clients;
    }
  }

  /** The buffers of the socket at `port` that is connected to `peer`; undefined if it is gone. */
  buffersOf(port: number, peer: number): SocketBuffers | undefined {
    this.#ask(0, port, peer);
    const length = this.#receive();
    if (length <= ATTRIBUTES_AT) return undefined;
    // Who asks about a socket that is gone is told about the one that listens.
    if (this.#answer[STATE_AT] === TCP_LISTEN) return undefined;
    for (let at = ATTRIBUTES_AT; at + 4 <= length; ) {
      const bytes = this.#told.getUint16(at, true);
      if (this.#told.getUint16(at + 2, true) === INET_DIAG_SKMEMINFO) {
        return this.#buffers(at + 4);
      }
      if (bytes === 0) break;
      at += aligned(bytes);
    }
    return undefined;
  }

  close(): void {
    this.#kernel.close(this.#fd);
  }

  /** `memoryAt`: where the words of SK_MEMINFO are. */
  #buffers(memoryAt: number): SocketBuffers {
    const word = (at: number) => this.#told.getUint32(at, true);
    const memory = (index: number) => word(memoryAt + 4 * index);
    return {
      receiving: { bytes: word(QUEUES_AT), share: memory(0) / memory(1) },
      sending: { bytes: word(QUEUES_AT + 4), share: memory(5) / memory(3) },
    };
  }

  #ask(flags: number, port: number, peer: number): void {
    this.#asked.setUint32(0, REQUEST_BYTES, true);
    this.#asked.setUint16(4, SOCK_DIAG_BY_FAMILY, true);
    this.#asked.setUint16(6, NLM_F_REQUEST | flags, true);
    this.#asked.setUint16(HEADER_BYTES + 8, port);
    this.#asked.setUint16(HEADER_BYTES + 10, peer);
    this.#kernel.send(this.#fd, this.#request, REQUEST_BYTES, 0);
  }

  #receive(): number {
    return this.#kernel.recv(this.#fd, this.#answer, this.#answer.length, 0);
  }
}

/** Attributes and messages begin at multiples of four. */
function aligned(bytes: number): number {
  return (bytes + 3) & ~3;
}
