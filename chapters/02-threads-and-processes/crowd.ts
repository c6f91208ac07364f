/**
 * Many clients at once, in one thread: they connect together, each sends a ping, waits for the whole
 * reply, and sends the next. No two pings are alike, so that a byte of another client, or of another
 * ping, cannot pass for the right one.
 *
 * It waits with poll(2), the sister of select(2) that has no limit of 1,024. What the calls of a loop
 * like this do is the subject of chapters 03 to 05.
 */
import {
  errno,
  errnoName,
  orThrow,
  POLLIN,
  POLLOUT,
  SHUT_WR,
  SO_ERROR,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';
import { judge, type Verdict } from './verdict.ts';

// #region crowd
export interface CrowdSettings {
  readonly port: number;
  readonly clients: number;
  /** How many pings each client sends, and how long each is. */
  readonly pings: number;
  readonly bytes: number;
  /** Whether the server sends back what it got, and not capitals. */
  readonly echo: boolean;
  /** How long a client waits for its connection, or for a reply. */
  readonly patienceMs: number;
}

/** What became of one client. Times in ms since all began to connect. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly connectedMs: number | undefined;
  readonly firstReplyMs: number | undefined;
}

export function crowd(settings: CrowdSettings): Outcome[] {
  const started = performance.now();
  const clients = Array.from(
    { length: settings.clients },
    (_, number) => new Client(number + 1, settings, started),
  );
  for (let busy = clients; busy.length > 0; ) {
    busy = busy.filter((client) => !client.isOver);
    for (const client of ready(busy, 100)) client.goOn();
    for (const client of busy) client.losePatience();
  }
  return clients.map((client) => client.outcome());
}
// #endregion

// #region ready
/** Sleeps until some of the clients can go on, or for so many ms. */
function ready(clients: readonly Client[], timeoutMs: number): Client[] {
  const [first] = clients;
  if (first === undefined) return [];
  const fds = Int32Array.from(clients.flatMap(({ fd, waitsFor }) => [fd, waitsFor]));
  const answer = first.kernel.poll(fds, clients.length, timeoutMs);
  if (answer !== -errno.EINTR) orThrow('poll', answer);
  // Half of each second word is what poll() was asked, the other half what it answers.
  return clients.filter((_, index) => (fds[2 * index + 1] as number) >>> 16 !== 0);
}
// #endregion

// #region client
class Client {
  readonly #socket = new Socket();
  readonly #settings: CrowdSettings;
  readonly #said: Uint8Array;
  readonly #wanted: Uint8Array;
  readonly #buffer = new Uint8Array(65_536);
  #heard: Uint8Array[] = [];
  #heardBytes = 0;
  #sentBytes = 0;
  #startedMs: number;
  #lastMs: number;
  #connectedMs: number | undefined;
  #firstReplyMs: number | undefined;
  #trouble: string | undefined;
  isOver = false;

  constructor(number: number, settings: CrowdSettings, startedMs: number) {
    this.#settings = settings;
    this.#said = pings(number, settings, 'ping');
    this.#wanted = settings.echo ? this.#said : pings(number, settings, 'PING');
    this.#startedMs = startedMs;
    this.#lastMs = startedMs;
    this.#socket.setBlocking(false);
    this.#attempt(() =>
      this.#socket.tryConnect({ host: '127.0.0.1', port: settings.port }),
    );
  }

  get kernel() {
    return this.#socket.kernel;
  }

  get fd(): number {
    return this.#socket.fileno();
  }

  /** Writable means connected. A ping that has begun to go out waits for room, all else for bytes. */
  get waitsFor(): number {
    const isSending = this.#sentBytes < this.#mayBeSent();
    return this.#connectedMs === undefined || isSending ? POLLOUT | POLLIN : POLLIN;
  }

  /** How many bytes are said if each ping waits for the reply to the one before. */
  #mayBeSent(): number {
    const { bytes, pings } = this.#settings;
    return Math.min(Math.floor(this.#heardBytes / bytes) + 1, pings) * bytes;
  }
  // #endregion

  // #region go-on
  goOn(): void {
    this.#lastMs = performance.now();
    this.#attempt(() => {
      if (this.#connectedMs === undefined) this.#connected();
      if (!this.isOver) this.#hear();
      if (!this.isOver) this.#speak();
    });
  }

  #connected(): void {
    const error = this.#socket.getsockopt(SOL_SOCKET, SO_ERROR);
    if (error !== 0) this.#end(`connect: ${errnoName(error)}`);
    else this.#connectedMs = this.#lastMs - this.#startedMs;
  }

  #hear(): void {
    const length = this.#socket.tryRecvInto(this.#buffer);
    if (length === -errno.EAGAIN) return;
    if (length === 0) {
      this.#end();
      return;
    }
    this.#heard.push(this.#buffer.slice(0, length));
    this.#heardBytes += length;
    if (this.#heardBytes >= this.#settings.bytes) {
      this.#firstReplyMs ??= this.#lastMs - this.#startedMs;
    }
    const rest = this.#wanted.length - this.#heardBytes;
    if (rest <= 0 && rest > -length) this.#socket.shutdown(SHUT_WR); // that was the last reply
  }

  #speak(): void {
    const most = this.#mayBeSent();
    if (this.#sentBytes === most) return;
    const sent = this.#socket.trySend(this.#said.subarray(this.#sentBytes, most));
    if (sent !== -errno.EAGAIN) this.#sentBytes += sent;
  }
  // #endregion

  // #region end
  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      this.#end(`${error.syscall}: ${error.code}`);
    }
  }

  losePatience(): void {
    if (this.isOver) return;
    if (performance.now() - this.#lastMs > this.#settings.patienceMs) this.#end('late');
  }

  #end(trouble?: string): void {
    this.#trouble = trouble;
    this.isOver = true;
    this.#socket.close();
  }

  outcome(): Outcome {
    return {
      connectedMs: this.#connectedMs,
      firstReplyMs: this.#firstReplyMs,
      verdict: judge({
        wanted: this.#wanted,
        heard: Buffer.concat(this.#heard),
        pingBytes: this.#settings.bytes,
        isConnected: this.#connectedMs !== undefined,
        trouble: this.#trouble,
      }),
    };
  }
}
// #endregion

// #region pings
/** All that a client says: `ping 3 of client 17 ...\n`, each filled up to the same length. */
function pings(
  client: number,
  { pings, bytes }: CrowdSettings,
  word: string,
): Uint8Array {
  const lines = Array.from({ length: pings }, (_, index) => {
    const tail = ` ${index + 1} ${client}\n`;
    return word + '.'.repeat(Math.max(0, bytes - word.length - tail.length)) + tail;
  });
  return new TextEncoder().encode(lines.join(''));
}
// #endregion
