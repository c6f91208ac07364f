/**
 * What a program prints, with its name before every line: `server | listening on …`.
 *
 * It works on bytes and cuts only at line ends, so that a character whose bytes arrive in two
 * chunks stays whole, and so that two programs' lines never mix. A line is passed on when its end
 * has arrived; the last one gets the line end that it lacks.
 */
import { Transform, type TransformCallback } from 'node:stream';

const LINE_END = 0x0a;

/** Bytes in, labelled lines out. As a stream, it waits where its reader is slow. */
export class LabelledLines extends Transform {
  readonly #label: Buffer;
  readonly #onLine: (line: Buffer) => void;
  // The beginning of a line whose end has not arrived, in the chunks that it came in: joined
  // once, not at every chunk, or a line of many MB would be copied over and over.
  #begun: Buffer[] = [];

  /** `onLine` sees each line without its label and its end. */
  constructor(label: string, onLine: (line: Buffer) => void = () => {}) {
    super();
    this.#label = Buffer.from(label);
    this.#onLine = onLine;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const lines: Buffer[] = [];
    let start = 0;
    for (
      let end = chunk.indexOf(LINE_END);
      end !== -1;
      end = chunk.indexOf(LINE_END, start)
    ) {
      lines.push(...this.#labelled(chunk.subarray(start, end + 1)));
      start = end + 1;
    }
    if (start < chunk.length) this.#begun.push(chunk.subarray(start));
    done(null, Buffer.concat(lines));
  }

  override _flush(done: TransformCallback): void {
    if (this.#begun.length === 0) done();
    else done(null, Buffer.concat(this.#labelled(Buffer.of(LINE_END))));
  }

  /** The line that ends with `rest`, in pieces. */
  #labelled(rest: Buffer): Buffer[] {
    const line = [...this.#begun, rest];
    this.#begun = [];
    this.#onLine(Buffer.concat(line).subarray(0, -1));
    return [this.#label, ...line];
  }
}
