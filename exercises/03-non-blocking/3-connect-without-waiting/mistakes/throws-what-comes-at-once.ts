/**
 * Expects EINPROGRESS from connect() and nothing else.
 *
 * @diagnosis An attempt can fail in connect() itself, when there is no way to the address. Your
 * constructor throws then, and whoever called has nothing to ask and a socket that nobody closes.
 */
import {
  errnoName,
  type InternetAddress,
  SO_ERROR,
  SOL_SOCKET,
  Socket,
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
    this.socket.tryConnect(address);
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
    const [, decided] = select([], [this.socket], [], 0);
    return decided.length > 0;
  }
}
