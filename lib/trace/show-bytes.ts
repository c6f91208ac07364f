/**
 * Bytes as strace shows them: a string of C, cut short with `...` where there were more.
 */

const escapes: Readonly<Record<number, string>> = {
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** `"foobar\n"`; `"foobar\nfoob"...` where `bytes` is only the beginning of `length` bytes. */
export function showBytes(bytes: Uint8Array, length: number): string {
  let text = '';
  for (const [index, byte] of bytes.entries()) {
    const escaped = escapes[byte];
    if (escaped !== undefined) text += escaped;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += octal(byte, bytes[index + 1]);
  }
  return `"${text}"${length > bytes.length ? '...' : ''}`;
}

/** In C an octal escape ends after three digits, or before the first character that is none. */
function octal(byte: number, next: number | undefined): string {
  const endsAlone = next === undefined || next < 0x30 || next > 0x37;
  return `\\${byte.toString(8).padStart(endsAlone ? 1 : 3, '0')}`;
}
