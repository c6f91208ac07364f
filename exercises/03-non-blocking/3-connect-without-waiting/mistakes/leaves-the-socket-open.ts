/**
 * Does not close the socket of an attempt that has failed.
 *
 * @diagnosis The attempt has failed, and its socket is still open. Nobody will use it any more, and
 * each failure costs a descriptor.
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
