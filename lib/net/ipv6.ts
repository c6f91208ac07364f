/**
 * IPv6 addresses between their sixteen bytes and their text: RFC 4291 §2.2, RFC 5952.
 */
import { formatIPv4, parseIPv4 } from './ipv4.ts';

/** The sixteen bytes of `2001:db8::1`, or undefined if the text is no IPv6 address. */
export function parseIPv6(text: string): Uint8Array | undefined {
  // "::" stands for as many zero groups as are missing, and may stand once.
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;

  const missing = 16 - head.length - tail.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return undefined;
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...tail]);
}

/** The bytes of groups between colons; the last may be a dotted IPv4 address where `atEnd`. */
function parseGroups(text: string, atEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const ipv4 =
      atEnd && index === groups.length - 1 && group.includes('.')
        ? parseIPv4(group)
        : undefined;
    if (ipv4 !== undefined) {
      bytes.push(...ipv4);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes;
}

/**
 * The shortest text of sixteen bytes, as RFC 5952 asks: lower case, the longest run of zeros as
 * `::`, and the IPv4 address of a client whom an IPv6 socket accepted over IPv4 in dots.
 */
export function formatIPv6(bytes: Uint8Array): string {
  if (isMappedIPv4(bytes)) return `::ffff:${formatIPv4(bytes.subarray(12))}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  const zeros = longestRunOfZeros(groups);
  if (zeros.length < 2) return groups.join(':');
  const head = groups.slice(0, zeros.start).join(':');
  const tail = groups.slice(zeros.start + zeros.length).join(':');
  return `${head}::${tail}`;
}

/** Whether this is `::ffff:0:0/96`: RFC 4291 §2.5.5.2. */
function isMappedIPv4(bytes: Uint8Array): boolean {
  return (
    bytes.subarray(0, 10).every((byte) => byte === 0) &&
    bytes.subarray(10, 12).every((byte) => byte === 0xff)
  );
}

/** Where the first of the longest runs of zero groups starts, and how long it is. */
function longestRunOfZeros(groups: string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > longest.length) longest = { start, length };
  }
  return longest;
}
