/**
 * The peers' thread: makes each peer's connection and reports to the check that ordered it.
 *
 * One thread plays all peers of a process. It runs on node:net, not on this library, so that a
 * defect of the library cannot hide in its own mirror; and because a thread that sleeps in libuv
 * can be ended, where one that is stuck in a system call cannot.
 */
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Socket,
} from 'node:net';
import { parentPort } from 'node:worker_threads';
import { PeerConnection } from './peer-connection.ts';
import {
  BYTES_READ,
  MESSAGES_SENT,
  type PeerNews,
  type PeerOrder,
  type PeerRequest,
  STEPS_DONE,
} from './peer-messages.ts';

// #region options
/** Half-open, so that only the script ends a stream; the rest is explained at `PeerReader`. */
const connectionOptions = { allowHalfOpen: true, highWaterMark: 1 };

parentPort?.on('message', (order: PeerOrder) => new HostedPeer(order).start());
// #endregion

// #region host
/** A peer from its order to the end of its connection. */
class HostedPeer {
  readonly #order: PeerOrder;
  readonly #server = createServer({ ...connectionOptions, pauseOnConnect: true });
  #connection: PeerConnection | undefined;
  /** How often the check said `goOn()` before there was a connection. */
  #earlyGoOns = 0;

  constructor(order: PeerOrder) {
    this.#order = order;
  }

  start(): void {
    this.#order.channel.on('message', (request: PeerRequest) => this.#obey(request));
    if (this.#order.connectTo === undefined) this.#listen();
    else this.#connect(this.#order.connectTo);
  }

  #listen(): void {
    this.#server.on('connection', (socket) => {
      // One script, one connection: whoever comes second is refused.
      this.#server.close();
      this.#play(socket);
    });
    this.#server.on('error', (error) => this.#fail(error));
    this.#server.listen(0, '127.0.0.1', () => {
      const { port } = this.#server.address() as AddressInfo;
      this.#tell({ news: 'listening', port });
    });
  }

  #connect(port: number): void {
    const options: NetConnectOpts & typeof connectionOptions = {
      ...connectionOptions,
      port,
      host: '127.0.0.1',
    };
    const socket = connect(options);
    const onError = (error: Error) => this.#fail(error);
    socket.pause();
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      this.#play(socket);
    });
  }
  // #endregion

  // #region play
  #play(socket: Socket): void {
    const { shared, script } = this.#order;
    const connection = new PeerConnection(socket, {
      onBytesRead: (count) => Atomics.store(shared, BYTES_READ, count),
      onStepsDone: (count) => Atomics.store(shared, STEPS_DONE, count),
      onHeld: () => this.#tell({ news: 'held' }),
      onOver: (ending, received) => this.#tell({ news: 'over', ending, received }),
    });
    this.#connection = connection;
    for (; this.#earlyGoOns > 0; this.#earlyGoOns -= 1) connection.goOn();
    this.#tell({ news: 'connected' });
    void connection.play(script);
  }

  #obey(request: PeerRequest): void {
    if (request === 'goOn') {
      if (this.#connection === undefined) this.#earlyGoOns += 1;
      else this.#connection.goOn();
    } else if (this.#connection === undefined) {
      this.#server.close();
      this.#tell({ news: 'over', ending: 'stopped', received: new Uint8Array() });
    } else {
      this.#connection.stop();
    }
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#tell({ news: 'failed', code: error.code ?? '', message: error.message });
  }

  #tell(news: PeerNews): void {
    const { channel, shared } = this.#order;
    channel.postMessage(news);
    Atomics.add(shared, MESSAGES_SENT, 1);
    Atomics.notify(shared, MESSAGES_SENT);
  }
}
// #endregion
