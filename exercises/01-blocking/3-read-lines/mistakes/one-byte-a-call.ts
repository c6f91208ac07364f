/**
 * Receives one byte a call, so that it never has too much.
 *
 * @diagnosis Right, and slow: one system call for each byte. Ask for more, and keep what comes behind
 * the line.
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
    const bytes: number[] = [];
    for (;;) {
      const [byte] = this.#socket.recv(1);
      if (byte === 10) break;
      if (byte !== undefined) bytes.push(byte);
      else if (bytes.length === 0) return undefined;
      else throw new UnexpectedEndError(Buffer.from(bytes).toString());
    }
    return Buffer.from(bytes).toString().replace(/\r$/, '');
  }
}
