/**
 * One output of the judge, cut into the parts during which it was written.
 */
import type { Readable } from 'node:stream';
import { END_OF_PART } from './judge-events.ts';

/** More than this of one part is left out: an endless loop may print for seconds. */
const keptCharacters = 8_192;

export class PrintedParts {
  readonly #parts: string[] = [];
  #current = '';
  #leftOut = false;
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(output: Readable) {
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#take(text));
    output.on('close', () => {
      this.#endPart();
      this.#closed = true;
      this.#wake?.();
    });
  }

  /** The lines of the next part, when it is over or the output is closed. */
  async next(): Promise<string[]> {
    while (this.#parts.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const text = this.#parts.shift() ?? '';
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  }

  #take(text: string): void {
    this.#current += text;
    for (;;) {
      const end = this.#current.indexOf(END_OF_PART);
      if (end < 0) break;
      const rest = this.#current.slice(end + END_OF_PART.length);
      this.#current = this.#current.slice(0, end);
      this.#endPart();
      this.#current = rest;
    }
    this.#shorten();
    this.#wake?.();
  }

  /** Keeps the beginning, and at the end what may be the first half of a mark. */
  #shorten(): void {
    const most = keptCharacters + END_OF_PART.length;
    if (this.#current.length <= most) return;
    this.#leftOut = true;
    const tail = this.#current.slice(-END_OF_PART.length);
    this.#current = this.#current.slice(0, keptCharacters) + tail;
  }

  #endPart(): void {
    const isLong = this.#leftOut || this.#current.length > keptCharacters;
    const kept = this.#current.slice(0, keptCharacters);
    this.#parts.push(isLong ? `${kept}\n… (the rest is left out)` : kept);
    this.#current = '';
    this.#leftOut = false;
  }
}
