/** The output of a program: cut into lines, and no more of them than anybody reads. */
import { TooMuchOutputError } from './stopped.ts';

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
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(
      '\n',
    );
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    return bytes.length;
  }

  /** Shows a last line that has no end. */
  flush(): void {
    if (this.#rest !== '') this.#line(this.#rest);
    this.#rest = '';
  }

  #line(line: string): void {
    this.#lines += 1;
    if (this.#lines > this.#most) throw new TooMuchOutputError(this.#most);
    this.#show(line);
  }
}
