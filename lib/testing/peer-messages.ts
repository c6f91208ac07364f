/**
 * What the thread of a check and the thread of its peers tell each other.
 *
 * A check blocks its thread, so it cannot be called back. Each peer has a `MessagePort`, which the
 * check reads synchronously, and three shared numbers: it sleeps on the first, and the others say
 * at any time how far the peer has come.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Step } from './peer-script.ts';

// #region shared
/** Indices into the shared numbers. */
export const MESSAGES_SENT = 0;
export const STEPS_DONE = 1;
export const BYTES_READ = 2;
export const SHARED_NUMBERS = 3;
// #endregion

// #region words
/** Asks the peers' thread for one more peer. */
export interface PeerOrder {
  readonly script: readonly Step[];
  /** The port on 127.0.0.1 to connect to; `undefined`: listen on a free one. */
  readonly connectTo: number | undefined;
  readonly channel: MessagePort;
  readonly shared: Int32Array;
}

/** What a check asks of its peer. */
export type PeerRequest = 'goOn' | 'stop';

/** How a connection ended, as the peer saw it. */
export type Ending =
  /** Both sides ended their streams. */
  | 'ended'
  /** The other side reset it, or the peer's sends came too late. */
  | 'reset by the other side'
  /** The script said `close()`. */
  | 'closed'
  /** The script said `reset()`. */
  | 'reset'
  /** The check said `stop()`. */
  | 'stopped';

/** What a peer tells its check. */
export type PeerNews =
  | { readonly news: 'listening'; readonly port: number }
  | { readonly news: 'connected' }
  | { readonly news: 'failed'; readonly code: string; readonly message: string }
  | { readonly news: 'held' }
  | { readonly news: 'over'; readonly ending: Ending; readonly received: Uint8Array };
// #endregion
