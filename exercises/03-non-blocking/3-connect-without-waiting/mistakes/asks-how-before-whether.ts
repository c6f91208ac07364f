/**
 * Asks for the error first, and then whether the attempt is decided.
 *
 * @diagnosis You ask SO_ERROR how it went, and then whether it is decided. If the refusal arrives between the two, the
 * error that you hold is from before. Which of the two questions has to come first?
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

/** A connection that is being made. */
export class ConnectionAttempt {
  /** Non-blocking; closed once the attempt has failed. */
  readonly socket = new Socket();
  #outcome: Outcome = { kind: 'later' };

  /** Starts to connect, and does not wait for it. */
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

  /** How it went, or that nobody knows yet. Does not wait. */
  outcome(): Outcome {
    if (this.#outcome.kind === 'later') {
      const error = this.socket.getsockopt(SOL_SOCKET, SO_ERROR);
      if (error === 0) {
        if (!this.#isDecided()) return this.#outcome;
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
