/** The output of a program: cut into lines, no more of them and no longer ones than anybody reads. */
import { TooMuchOutputError } from './stopped.ts';

const MOST_CHARACTERS = 2_000;

export class OutputBound {
  readonly #most: number;
  readonly #show: (line: string) => void;
  readonly #decoder = new TextDecoder();
  #lines = 0;
  #rest = '';

  /** `show` gets each line without its end. */
  constructor(mostLines: number, show: (line: string) => void) {
    this.#most = mostLines;
    this.#show = show;
  }

  /** Takes bytes of the output, and answers their number. Throws TooMuchOutputError. */
  write(bytes: Uint8Array): number {
    const text = this.#decoder.decode(bytes, { stream: true });
    // A long line that comes in small pieces is not looked through again for each of them.
    const lines = text.includes('\n')
      ? (this.#rest + text).split('\n')
      : [this.#rest + text];
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    return bytes.length;
  }

  /** Shows a last line that has no end. Throws nothing. */
  flush(): void {
    const rest = this.#rest;
    this.#rest = '';
    if (rest !== '' && this.#lines < this.#most) this.#line(rest);
  }

  #line(line: string): void {
    this.#lines += 1;
    if (this.#lines > this.#most) throw new TooMuchOutputError(this.#most);
    const more = line.length - MOST_CHARACTERS;
    this.#show(
      more > 0
        ? `${line.slice(0, MOST_CHARACTERS)} … and ${more.toLocaleString('en')} characters more`
        : line,
    );
  }
}
