/**
 * Calls recv() before it looks whether a line is there already.
 *
 * @diagnosis You call recv() before you look at what you have kept. When the next line is there
 * already and the other side waits for an answer to it, both wait.
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
    let end: number;
    do {
      const data = this.#socket.recv(1024);
      this.#rest = Buffer.concat([this.#rest, data]);
      end = this.#rest.indexOf('\n');
      if (data.length === 0 && end < 0) {
        const rest = this.#rest.toString();
        this.#rest = Buffer.alloc(0);
        if (rest === '') return undefined;
        throw new UnexpectedEndError(rest);
      }
    } while (end < 0);
    const line = this.#rest.subarray(0, end).toString();
    this.#rest = this.#rest.subarray(end + 1);
    return line.replace(/\r$/, '');
  }
}
