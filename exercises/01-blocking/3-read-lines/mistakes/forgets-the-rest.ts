/**
 * Keeps what has arrived in a variable of the function.
 *
 * @diagnosis What has arrived behind the line is in a variable of the function, and gone when that
 * returns. The next call needs it: it belongs into the reader.
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

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  readLine(): string | undefined {
    let received = Buffer.alloc(0);
    while (!received.includes('\n')) {
      const data = this.#socket.recv(1024);
      if (data.length === 0) {
        if (received.length === 0) return undefined;
        throw new UnexpectedEndError(received.toString());
      }
      received = Buffer.concat([received, data]);
    }
    return received.subarray(0, received.indexOf('\n')).toString().replace(/\r$/, '');
  }
}
