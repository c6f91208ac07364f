/** How much a run in the lab may do before it is stopped, and said why. */
export interface Limits {
  /** System calls. */
  readonly calls: number;
  /** Virtual time. */
  readonly virtualMs: number;
  /** Rounds of loops without any system call between them. */
  readonly rounds: number;
  /** Time on the reader's clock without any system call, as a loop sees it. */
  readonly silentMs: number;
  /** Lines of output. */
  readonly lines: number;
  /** Calls that are written down. */
  readonly records: number;
}

/** What a run in the browser may do. */
export const limits: Limits = {
  calls: 3_000_000,
  virtualMs: 600_000,
  rounds: 400_000_000,
  silentMs: 3_000,
  lines: 1_000,
  records: 20_000,
};

/** How long the page waits by the reader's clock, in ms, before it ends a run from outside. */
export const patience = {
  /** For the script of the worker to come. */
  scriptMs: 30_000,
  /** While nothing is heard of the run. */
  silentMs: 10_000,
  /** From its beginning to its end. */
  longestMs: 60_000,
} as const;
