/**
 * The steps that random programs are made of: plain data, so that a program can be made, shrunk,
 * printed, and run twice.
 *
 * A step names no descriptor, because none is known before the program runs. It holds an index
 * into those that are open and fit (`suitable`), or into all numbers, closed ones too.
 */

// #region pick
/** Which descriptor a step is about: an index, modulo how many there are. */
export interface Pick {
  readonly suitable: boolean;
  readonly index: number;
}

interface OnOne<Name extends string> {
  readonly step: Name;
  readonly on: Pick;
}

/** `patient`: the call itself waits for what is on its way. Otherwise it has arrived before. */
interface Waiting {
  readonly patient: boolean;
}
// #endregion

// #region step
/** What addresses a socket has. */
export type Family = 'IPv4' | 'IPv6' | 'Unix';

/** One step of a program, with all that chance decides about it. */
export type Step =
  | { readonly step: 'socket'; readonly family: Family }
  | { readonly step: 'listener'; readonly family: Family; readonly backlog: number }
  | { readonly step: 'connection'; readonly family: Family }
  | { readonly step: 'client'; readonly address: number }
  | { readonly step: 'pipe' }
  | { readonly step: 'epoll' }
  | (OnOne<'bind'> & { readonly address: number })
  | (OnOne<'listen'> & { readonly backlog: number })
  | (OnOne<'connect'> & { readonly address: number })
  | OnOne<'accept'>
  | (OnOne<'send'> & { readonly bytes: number })
  | (OnOne<'receive'> & { readonly bytes: number; readonly peek: boolean })
  | OnOne<'fill'>
  | OnOne<'drain'>
  | (OnOne<'shutdown'> & { readonly how: number })
  /** `rush`: while what the same file sent in the step before is still on its way. */
  | (OnOne<'close'> & { readonly rush: boolean })
  | OnOne<'reset'>
  | OnOne<'duplicate'>
  | OnOne<'error'>
  | OnOne<'names'>
  | ({
      readonly step: 'poll';
      readonly on: readonly Pick[];
      readonly events: number;
    } & Waiting)
  | ({ readonly step: 'select'; readonly on: readonly Pick[] } & Waiting)
  | (OnOne<'control'> & {
      readonly epoll: number;
      readonly operation: number;
      readonly events: number;
    })
  | ({ readonly step: 'wait'; readonly epoll: number } & Waiting);
// #endregion

// #region outcome
/** What a step did, and what it answered. */
export interface Outcome {
  /** The call with its descriptors, as both kernels should have made it. */
  readonly call: string;
  /** The answers, with ports and descriptors by their order instead of by number. */
  readonly answer: string;
  /** The answers that hold where buffers' sizes have their say: equal means allowed. */
  readonly rough: string;
}
// #endregion
