/**
 * Text from elsewhere, such as what a learner's code has printed, made safe to show: a terminal
 * obeys the control characters in what is written to it, and would let a stray one clear the
 * screen, ring, or write a line backwards.
 */
import { ESCAPE } from './display-width.ts';

/**
 * The text with its control characters made visible, and without its colours. Tabs become
 * spaces; line feeds stay.
 */
export function printable(text: string): string {
  return text
    .replaceAll(colourCode, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, picture);
}

const colourCode = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

/** Unicode has pictures of the ASCII control characters; the others are told by number. */
function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (control === '\n') return control;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
