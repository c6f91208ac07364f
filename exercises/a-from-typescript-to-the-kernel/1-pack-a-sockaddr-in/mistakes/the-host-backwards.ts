/**
 * Makes one number of the host, and writes it as the machine keeps numbers.
 *
 * @diagnosis The host stands backwards: 127.0.0.1 has become 1.0.0.127. As a number of 32 bits it has an
 * order of bytes, and yours is that of this machine. As four bytes it has none.
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
  const number = parts.reduce((sum, part) => sum * 256 + Number(part), 0);
  new DataView(bytes.buffer).setUint32(4, number, true);
  return bytes;
}

/** Whether a text is a decimal number from 0 to 255, without leading zeros. */
function isByte(text: string): boolean {
  return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255;
}
