/**
 * Asks SO_ERROR, and takes 0 for a connection.
 *
 * @diagnosis You ask SO_ERROR before you know that the attempt is over. While the kernel is still
 * trying there is no error either, and you say "connected". Look first whether it is decided.
 */
import {
  errnoName,
  type InternetAddress,
  SO_ERROR,
  SOL_SOCKET,
  Socket,
  SystemError,
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
    if (this.#outcome.kind === 'later') {
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
}
