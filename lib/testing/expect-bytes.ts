/**
 * Compares bytes and says where they part, for a learner who has lost, doubled or changed some.
 */
import { differenceOf } from './byte-difference.ts';
import { Wrong } from './wrong.ts';

// #region expect
/**
 * Throws unless the bytes are the same. `subject` begins the sentence: "The client received".
 * @throws {Wrong} that says how many bytes there are, and what is there at the first difference:
 *   whether bytes were lost, doubled, or came in another order.
 */
export function expectBytes(
  subject: string,
  actual: Uint8Array,
  expected: Uint8Array | string,
): void {
  const wanted = typeof expected === 'string' ? Buffer.from(expected) : expected;
  if (Buffer.compare(actual, wanted) === 0) return;
  throw new Wrong(`${subject} ${inWords(actual, wanted)}`);
}
// #endregion

// #region words
function inWords(actual: Uint8Array, wanted: Uint8Array): string {
  const difference = differenceOf(actual, wanted);
  const { at } = difference;
  const isAsLong = actual.length === wanted.length;
  const instead = `${count(actual.length)}${isAsLong ? '' : ` instead of ${number(wanted.length)}`}`;
  if (actual.length === 0) return `nothing instead of ${count(wanted.length)}.`;
  switch (difference.kind) {
    case 'cut':
      return `${number(at)} of ${count(wanted.length)}: the last ${count(wanted.length - at)} lost, from ${quote(wanted, at)} on.`;
    case 'too many':
      return `all ${count(at)}, and ${count(actual.length - at)} too many: ${quote(actual, at)}.`;
    case 'lost':
      return `${instead}: ${count(difference.bytes)} lost after the first ${number(at)}, ${quote(wanted, at, difference.bytes)}.`;
    case 'doubled':
      return `${instead}: ${count(difference.bytes)} doubled after the first ${number(at)}, ${quote(actual, at, difference.bytes)}.`;
    case 'another order':
      return `the right ${count(actual.length)}, but in another order from byte ${number(at)} on: there is ${quote(actual, at)} where ${quote(wanted, at)} belongs.`;
    case 'changed':
      return `${instead}, and they part after ${count(at)}: there is ${quote(actual, at)} where ${quote(wanted, at)} belongs.`;
  }
}
// #endregion

// #region quote
function number(value: number): string {
  return value.toLocaleString('en');
}

function count(bytes: number): string {
  return `${number(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** Some bytes as text, control characters escaped, cut where it gets long. */
function quote(bytes: Uint8Array, from: number, length = Infinity): string {
  const shownBytes = 16;
  const quoted = bytes.subarray(from, from + Math.min(length, bytes.length));
  const text = Buffer.from(quoted.subarray(0, shownBytes)).toString('latin1');
  const visible = JSON.stringify(text).replace(
    /[\u007f-\u00ff]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16)}`,
  );
  return quoted.length > shownBytes ? `${visible.slice(0, -1)}…"` : visible;
}
// #endregion
