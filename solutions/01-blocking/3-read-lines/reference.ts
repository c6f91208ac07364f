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
  /** What has been received and not returned yet. */
  #rest: Uint8Array = new Uint8Array();

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** The next line without its end; undefined after the last. Throws UnexpectedEndError. */
  readLine(): string | undefined {
    const pieces: Uint8Array[] = [];
    let end = this.#rest.indexOf(LINE_FEED);
    while (end < 0) {
      if (this.#rest.length > 0) pieces.push(this.#rest);
      this.#rest = this.#socket.recv(4096);
      if (this.#rest.length === 0) {
        if (pieces.length === 0) return undefined;
        throw new UnexpectedEndError(decode(pieces));
      }
      end = this.#rest.indexOf(LINE_FEED);
    }
    pieces.push(this.#rest.subarray(0, end));
    this.#rest = this.#rest.subarray(end + 1);
    return decode(pieces).replace(/\r$/, '');
  }
}

const LINE_FEED = 0x0a;

function decode(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString();
}
