/**
 * Writes the family with the higher byte first, as the port.
 *
 * @diagnosis The family has its higher byte first. That is the order for what goes over the network. The
 * family does not: it tells your own kernel which struct this is.
 */
import { AF_INET } from 'would-block';

export function packSockaddrIn(host: string, port: number): Uint8Array {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`a port is a whole number from 0 to 65535, not ${port}`);
  }
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every(isByte)) {
    throw new TypeError(`a host is four numbers with dots between them, not "${host}"`);
  }
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, AF_INET);
  view.setUint16(2, port);
  bytes.set(parts.map(Number), 4);
  return bytes;
}

/** Whether a text is a decimal number from 0 to 255, without leading zeros. */
function isByte(text: string): boolean {
  return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255;
}
