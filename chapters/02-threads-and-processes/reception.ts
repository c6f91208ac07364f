/**
 * What the servers with threads do alike on their main thread. It blocks in no call: it stays in Node's own
 * loop, where it hears of its threads, and of Ctrl-C.
 */
import {
  formatAddress,
  print,
  SHUT_RDWR,
  SO_REUSEADDR,
  SOL_SOCKET,
  SOMAXCONN,
  Socket,
} from 'would-block';
import { socketAt } from './conversation.ts';

// #region listen
export function listen(port: number): Socket {
  const listener = new Socket();
  listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(SOMAXCONN);
  print(`listening on ${formatAddress(listener.getsockname())}`);
  return listener;
}
// #endregion

// #region reception
/** Knows which connections are open. It alone closes them, so that no number means two things. */
export class Reception {
  readonly #listener: Socket;
  readonly #mostClients: number;
  readonly #open = new Map<number, Socket>();
  #gone = 0;
  #isOver = false;

  constructor(listener: Socket, mostClients: number) {
    this.#listener = listener;
    this.#mostClients = mostClients;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        print(`${signal}: ${this.#open.size} connections are open`);
        process.exitCode = signal === 'SIGINT' ? 130 : 143;
        this.end();
      });
    }
  }

  /** A thread has accepted a connection. Answers whether it is still to be served. */
  opened(fd: number): boolean {
    const connection = socketAt(fd);
    this.#open.set(fd, connection);
    if (this.#isOver) wake(connection);
    return !this.#isOver;
  }

  /** A thread is done with a connection, and will not touch its descriptor again. */
  done(fd: number): void {
    this.#open.get(fd)?.close();
    this.#open.delete(fd);
    this.#gone += 1;
    if (this.#gone >= this.#mostClients) this.end();
  }
  // #endregion

  // #region end
  /** Wakes every thread that sleeps in accept() or recv(): shutdown(2). */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    wake(this.#listener);
    for (const connection of this.#open.values()) wake(connection);
  }
}

function wake(socket: Socket): void {
  // What it answers does not matter: ENOTCONN means that nobody can be asleep there any more.
  socket.kernel.shutdown(socket.fileno(), SHUT_RDWR);
}
// #endregion

// #region no-thread
/** Says what follows if a thread could not start for want of descriptors; throws any other error. */
export function noThread(consequence: string, error: Error): void {
  if (!/EMFILE|Too many open files/.test(error.message)) throw error;
  print(`${consequence}: no descriptors for a thread: ${error.message}`);
}
// #endregion
