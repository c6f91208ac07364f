/**
 * Takes a writable socket for a connected one.
 *
 * @diagnosis select() says that the attempt is over, and you say "connected". It is also over when it
 * has failed. SO_ERROR tells which.
 */
import { type InternetAddress, Socket, SystemError, select } from 'would-block';

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
      this.#outcome = { kind: 'connected' };
    }
    return this.#outcome;
  }

  #isDecided(): boolean {
    const [, decided] = select([], [this.socket], [], 0);
    return decided.length > 0;
  }
}
