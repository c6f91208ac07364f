/**
 * Returns what there was of the last line when the stream ends in the middle of it.
 *
 * @diagnosis A line that was cut short is returned as if it were whole. Whoever called cannot tell:
 * throw UnexpectedEndError when the stream ends before the line does.
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
    let end = this.#rest.indexOf('\n');
    while (end < 0) {
      const data = this.#socket.recv(1024);
      if (data.length === 0) {
        if (this.#rest.length === 0) return undefined;
        end = this.#rest.length;
        break;
      }
      this.#rest = Buffer.concat([this.#rest, data]);
      end = this.#rest.indexOf('\n');
    }
    const line = this.#rest.subarray(0, end).toString();
    this.#rest = this.#rest.subarray(end + 1);
    return line.replace(/\r$/, '');
  }
}
