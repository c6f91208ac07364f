/**
 * A value in the message about it: an error that refuses something says what it was given.
 */

/** As it would be written in a program, a text in quotation marks: the port `"80"` is no 80. */
export function showReceived(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null
    ? Object.prototype.toString.call(value).slice('[object '.length, -1)
    : String(value);
}
