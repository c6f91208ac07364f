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

/** The lines that arrive on a blocking socket, one after the other. */
export class LineReader {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** The next line without its end; undefined after the last. Throws UnexpectedEndError. */
  readLine(): string | undefined {
    const data = this.#socket.recv(1024);
    return new TextDecoder().decode(data).trim();
  }
}
