/**
 * Compares bytes and says where they part, for a learner who has lost, doubled or changed some.
 */
import { Wrong } from './wrong.ts';

/**
 * Throws unless the bytes are the same. `subject` begins the sentence: "The client received".
 * @throws {Wrong} that says how many bytes there are, and what is there at the first difference.
 */
export function expectBytes(
  subject: string,
  actual: Uint8Array,
  expected: Uint8Array | string,
): void {
  const wanted = typeof expected === 'string' ? Buffer.from(expected) : expected;
  if (Buffer.compare(actual, wanted) === 0) return;
  const shared = Math.min(actual.length, wanted.length);
  let same = 0;
  while (same < shared && actual[same] === wanted[same]) same += 1;
  throw new Wrong(`${subject} ${difference(actual, wanted, same)}`);
}

function difference(actual: Uint8Array, wanted: Uint8Array, same: number): string {
  if (actual.length === 0) return `nothing instead of ${count(wanted.length)}.`;
  if (same === actual.length) {
    const missing = count(wanted.length - same);
    return `${number(same)} of ${count(wanted.length)}; the last ${missing} are missing, from ${quote(wanted, same)} on.`;
  }
  if (same === wanted.length) {
    const more = count(actual.length - same);
    return `all ${count(same)}, and ${more} too many: ${quote(actual, same)}.`;
  }
  return `${count(actual.length)} instead of ${number(wanted.length)}, and they part after ${count(same)}: there is ${quote(actual, same)} where ${quote(wanted, same)} belongs.`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function count(bytes: number): string {
  return `${number(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** Some bytes as text, control characters escaped, cut where it gets long. */
function quote(bytes: Uint8Array, from: number): string {
  const shownBytes = 16;
  const text = Buffer.from(bytes.subarray(from, from + shownBytes)).toString('latin1');
  const more = bytes.length > from + shownBytes ? '…' : '';
  const visible = JSON.stringify(text).replace(
    /[\u007f-\u00ff]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16)}`,
  );
  return more === '' ? visible : `${visible.slice(0, -1)}${more}"`;
}
