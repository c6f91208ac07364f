/**
 * The reader's edits as a part of an address: deflated, and written in letters that an address takes
 * as they are. It stands behind the #, which no browser sends to a server.
 */
import { fileName } from '../program/lab-data.ts';

/** The longest code: room for some forty thousand characters of a program. Too many places cut longer links off. */
const MOST_CHARACTERS = 16_000;
/** The most that a code may unfold into: a few thousand characters can be made to hold millions. */
const MOST_BYTES = 200_000;

/** Texts by the paths of their files. */
type Texts = Readonly<Record<string, string>>;

/** Edits that are too long for an address, or that cannot be read from one; the message says why. */
export class EditCodeError extends Error {
  override readonly name = 'EditCodeError';
}

/** The texts as a code. Throws EditCodeError if they are too long for an address. */
export async function packEdits(texts: Texts): Promise<string> {
  const named = Object.entries(texts).map(([path, text]) => [fileName(path), text]);
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(named)));
  if (bytes.length > MOST_BYTES) throw tooLong(bytes.length, MOST_BYTES, 'bytes');
  const packed = await through(new CompressionStream('deflate-raw'), bytes);
  const length = Math.ceil((packed.length * 4) / 3);
  if (length > MOST_CHARACTERS) throw tooLong(length, MOST_CHARACTERS, 'characters');
  const letters = btoa(String.fromCharCode(...packed));
  return letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The texts that a code holds, of files at `paths`. Throws EditCodeError if it holds no such thing. */
export async function unpackEdits(
  code: string,
  paths: readonly string[],
): Promise<Texts> {
  if (code.length > MOST_CHARACTERS) throw new EditCodeError('they are far too long');
  const texts = Object.entries(await read(code)).map(([name, text]) => {
    const path = paths.find((one) => fileName(one) === name);
    if (path === undefined) throw new EditCodeError('they are of another program');
    if (typeof text !== 'string') throw damaged();
    return [path, text] as const;
  });
  if (texts.length === 0) throw damaged();
  return Object.fromEntries(texts);
}

async function read(code: string): Promise<object> {
  let content: unknown;
  try {
    const letters = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const bytes = await through(new DecompressionStream('deflate-raw'), packed);
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // Which of these steps stumbles over it is nothing to the reader.
    throw error instanceof EditCodeError ? error : damaged();
  }
  if (typeof content !== 'object' || content === null) throw damaged();
  return content;
}

/** What comes out of a stream that is given all of the bytes. Throws EditCodeError if that is too much. */
async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      void reader.cancel();
      throw new EditCodeError('they are far too long');
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function damaged(): EditCodeError {
  return new EditCodeError('they are cut off, or were changed on their way');
}

function tooLong(length: number, most: number, unit: string): EditCodeError {
  const [are, may] = [length, most].map((count) => count.toLocaleString('en'));
  return new EditCodeError(`it has ${are} ${unit}, and may have ${may}`);
}
