/**
 * Lets Number() decide what a number is.
 *
 * @diagnosis Number() reads more than decimal numbers: the empty text is 0 to it, spaces do not disturb it, and
 * 0x7f is 127. So 1..3.4 is a host to you. Look at the text, not at what becomes of it.
 */
import { AF_INET, platform } from 'would-block';

export function packSockaddrIn(host: string, port: number): Uint8Array {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`a port is a whole number from 0 to 65535, not ${port}`);
  }
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every(isByte)) {
    throw new TypeError(`a host is four numbers with dots between them, not "${host}"`);
  }
  const bytes = new Uint8Array(16);
  const familyAt = platform.system === 'darwin' ? 1 : 0;
  if (familyAt === 1) bytes[0] = bytes.length;
  bytes[familyAt] = AF_INET;
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(parts.map(Number), 4);
  return bytes;
}

/** Whether a text is a number from 0 to 255. */
function isByte(text: string): boolean {
  return Number(text) >= 0 && Number(text) <= 255;
}
