/**
 * A typeface out of its WOFF file, as what turns cards into pixels wants it: WOFF 1 is an sfnt whose
 * tables are deflated one by one. https://www.w3.org/TR/WOFF/
 */
import { inflateSync } from 'node:zlib';

const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;
const FONT_HEADER_BYTES = 12;
const FONT_ENTRY_BYTES = 16;

/** The sfnt (TrueType or OpenType) within a WOFF file. Throws RangeError for anything else. */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF')
    throw new RangeError('The file is not WOFF 1: it must begin with “wOFF”.');
  const tables = woff.readUInt16BE(12);
  const header = Buffer.alloc(FONT_HEADER_BYTES + tables * FONT_ENTRY_BYTES);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(tables, 4);
  const power = Math.floor(Math.log2(tables));
  header.writeUInt16BE(2 ** power * 16, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE((tables - 2 ** power) * 16, 10);

  const parts: Uint8Array[] = [header];
  let at = header.length;
  for (let index = 0; index < tables; index += 1) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    const offset = woff.readUInt32BE(entry + 4);
    const packedBytes = woff.readUInt32BE(entry + 8);
    const bytes = woff.readUInt32BE(entry + 12);
    const packed = woff.subarray(offset, offset + packedBytes);
    const table = packedBytes < bytes ? inflateSync(packed) : packed;
    const target = FONT_HEADER_BYTES + index * FONT_ENTRY_BYTES;
    woff.copy(header, target, entry, entry + 4);
    woff.copy(header, target + 4, entry + 16, entry + 20);
    header.writeUInt32BE(at, target + 8);
    header.writeUInt32BE(bytes, target + 12);
    const padding = Buffer.alloc(-bytes & 3);
    parts.push(table, padding);
    at += bytes + padding.length;
  }
  return Buffer.concat(parts);
}
