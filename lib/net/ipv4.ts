/**
 * IPv4 addresses between their four bytes and their dotted text: RFC 1123 §2.1.
 */

/**
 * The four bytes of `127.0.0.1`, or undefined if the text is no dotted IPv4 address. Strict, as
 * inet_pton(3): four decimal numbers without leading zeros, since some programs read those as octal.
 */
export function parseIPv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  if (!parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  return numbers.every((number) => number <= 255) ? Uint8Array.from(numbers) : undefined;
}

/** The dotted text of four bytes. */
export function formatIPv4(bytes: Uint8Array): string {
  return bytes.join('.');
}
