/**
 * Cuts what has arrived into lines, and leaves out the empty ones.
 *
 * @diagnosis You leave out empty lines. In HTTP and in mail it is the empty line that says where the
 * headers end.
 */
import type { Socket } from 'would-block';

/** The stream ended in the middle of a line. */
export class UnexpectedEndError extends Error {
  override readonly name = 'UnexpectedEndError';
  /** What there was of the line. */
  readonly rest: string;

  constructor(rest: string) {
    super(`the stream ended in the middle of a line, after ${JSON.stringify(rest)}`);
    this.rest = rest;
  }
}

export class LineReader {
  readonly #socket: Socket;
  #rest = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  readLine(): string | undefined {
    for (;;) {
      const end = this.#rest.indexOf('\n');
      if (end >= 0) {
        const line = this.#rest.subarray(0, end).toString().replace(/\r$/, '');
        this.#rest = this.#rest.subarray(end + 1);
        if (line) return line;
      } else {
        const data = this.#socket.recv(1024);
        if (data.length === 0) {
          const rest = this.#rest.toString();
          this.#rest = Buffer.alloc(0);
          if (rest === '') return undefined;
          throw new UnexpectedEndError(rest);
        }
        this.#rest = Buffer.concat([this.#rest, data]);
      }
    }
  }
}
