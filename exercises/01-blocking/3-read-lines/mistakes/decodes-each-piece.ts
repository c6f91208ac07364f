/**
 * Decodes each piece by itself.
 *
 * @diagnosis You decode each piece by itself. A character whose first byte is in one piece and whose
 * second is in the next becomes two question marks. Keep bytes until the line is whole.
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
  #rest = '';

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  readLine(): string | undefined {
    let end = this.#rest.indexOf('\n');
    while (end < 0) {
      const data = this.#socket.recv(1024);
      if (data.length === 0) {
        const rest = this.#rest;
        this.#rest = '';
        if (rest === '') return undefined;
        throw new UnexpectedEndError(rest);
      }
      this.#rest += new TextDecoder().decode(data);
      end = this.#rest.indexOf('\n');
    }
    const line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    return line.replace(/\r$/, '');
  }
}
