/**
 * Counts the rounds of loops, to tell which of several within each other does not end: as long as
 * an outer loop goes on to its next round, those within it end again and again.
 */

/** Where a loop begins. */
interface LoopPlace {
  readonly file: string;
  readonly line: number;
}

export class LoopRounds {
  readonly #files = new Map<string, Map<number, number>>();

  /** A loop begins a round. */
  count(file: string, line: number): void {
    let lines = this.#files.get(file);
    if (lines === undefined) {
      lines = new Map();
      this.#files.set(file, lines);
    }
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }

  /** The outermost of the loops that went on: it has made the fewest rounds, but more than one. */
  endless(): LoopPlace | undefined {
    let fewest = Number.POSITIVE_INFINITY;
    let place: LoopPlace | undefined;
    for (const [file, lines] of this.#files) {
      for (const [line, rounds] of lines) {
        if (rounds < 2 || rounds >= fewest) continue;
        fewest = rounds;
        place = { file, line };
      }
    }
    return place;
  }
}
