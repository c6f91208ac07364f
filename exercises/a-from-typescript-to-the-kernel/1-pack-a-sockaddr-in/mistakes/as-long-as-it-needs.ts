/**
 * Leaves out the eight bytes that mean nothing.
 *
 * @diagnosis The struct ends behind the host. But a sockaddr_in has 16 bytes, the last eight of them
 * zero, and bind() and connect() answer EINVAL to a shorter one.
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
  const bytes = new Uint8Array(8);
  const familyAt = platform.system === 'darwin' ? 1 : 0;
  if (familyAt === 1) bytes[0] = 16;
  bytes[familyAt] = AF_INET;
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(parts.map(Number), 4);
  return bytes;
}

/** Whether a text is a decimal number from 0 to 255, without leading zeros. */
function isByte(text: string): boolean {
  return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255;
}
