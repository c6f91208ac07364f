/**
 * Asks SO_ERROR at each call, and forgets what it said.
 *
 * @diagnosis You ask the kernel for the error each time. It tells it once and clears it: the second
 * time you say "connected" of an attempt that has failed. Keep what you have learned.
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
    if (this.#outcome.kind === 'failed' || !this.#isDecided()) return this.#outcome;
    const error = this.socket.getsockopt(SOL_SOCKET, SO_ERROR);
    return error === 0
      ? { kind: 'connected' }
      : { kind: 'failed', code: errnoName(error) };
  }

  #isDecided(): boolean {
    const [, decided] = select([], [this.socket], [], 0);
    return decided.length > 0;
  }
}
