import { platform } from 'would-block';

/** The sockaddr_in of a host and a port. Throws TypeError, RangeError for what is none. */
export function packSockaddrIn(_host: string, _port: number): Uint8Array {
  const bytes = new Uint8Array(16);
  const familyAt = platform.system === 'darwin' ? 1 : 0;
  if (familyAt === 1) bytes[0] = bytes.length;
  bytes[familyAt] = 0;
  return bytes;
}
