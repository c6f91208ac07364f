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
  rounds: 20_000_000,
  silentMs: 4_000,
  lines: 1_000,
  records: 20_000,
};
