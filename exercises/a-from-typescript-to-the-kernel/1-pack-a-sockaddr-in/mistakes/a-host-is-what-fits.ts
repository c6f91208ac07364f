/**
 * Splits the host and writes what comes out.
 *
 * @diagnosis Any text is a host to you. localhost becomes 0.0.0.0 and 256 becomes 0, because a Uint8Array
 * takes everything. Look at each part before you write it.
 */
import { AF_INET, platform } from 'would-block';

export function packSockaddrIn(host: string, port: number): Uint8Array {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`a port is a whole number from 0 to 65535, not ${port}`);
  }
  const parts = host.split('.');
  const bytes = new Uint8Array(16);
  const familyAt = platform.system === 'darwin' ? 1 : 0;
  if (familyAt === 1) bytes[0] = bytes.length;
  bytes[familyAt] = AF_INET;
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(parts.slice(0, 4).map(Number), 4);
  return bytes;
}
