/**
 * Waits in outcome() until there is one.
 *
 * @diagnosis outcome() sleeps in select() until there is an outcome. A server whose queue is full can
 * let you wait for two minutes (tcp(7)). With a limit of 0 ms select() only looks.
 */
import {
  errnoName,
  type InternetAddress,
  SO_ERROR,
  SOL_SOCKET,
  Socket,
  SystemError,
  select,
} from 'would-block';

/** How an attempt to connect went. */
export type Outcome =
  | { readonly kind: 'later' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'failed'; readonly code: string };

export class ConnectionAttempt {
  readonly socket = new Socket();
  #outcome: Outcome = { kind: 'later' };

  constructor(address: InternetAddress) {
    this.socket.setBlocking(false);
    try {
      this.socket.tryConnect(address);
    } catch (error) {
      this.socket.close();
      if (!(error instanceof SystemError)) throw error;
      this.#outcome = { kind: 'failed', code: error.code };
    }
  }

  outcome(): Outcome {
    if (this.#outcome.kind === 'later' && this.#isDecided()) {
      const error = this.socket.getsockopt(SOL_SOCKET, SO_ERROR);
      if (error === 0) {
        this.#outcome = { kind: 'connected' };
      } else {
        this.socket.close();
        this.#outcome = { kind: 'failed', code: errnoName(error) };
      }
    }
    return this.#outcome;
  }

  #isDecided(): boolean {
    const [, decided] = select([], [this.socket]);
    return decided.length > 0;
  }
}
