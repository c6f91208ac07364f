/**
 * HTML as text that says whether it may be trusted: what `html` makes is passed on as it is, and
 * every other text that it is given is escaped.
 */

/** A piece of HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template may hold: nothing is shown for `undefined` and `false`. */
type Piece = Html | string | number | undefined | false | readonly Piece[];

/** HTML from a template; texts in it are escaped, HTML is not. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let text = strings[0] ?? '';
  for (const [index, piece] of pieces.entries()) {
    text += show(piece) + (strings[index + 1] ?? '');
  }
  return new Html(text);
}

/** Pieces in a line, with commas between them. */
export function listed(pieces: readonly Html[]): Html {
  return html`${pieces.map((piece, index) => html`${index > 0 && ', '}${piece}`)}`;
}

/** Text that somebody else has made HTML of: markdown-it, or an SVG of ours. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** A text as HTML shows it, within attributes too. */
export function escapeHtml(text: string): string {
  // Of the pieces of a listing, which are hundreds of thousands, few have anything to escape.
  if (!/[&<>"]/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function show(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string') return escapeHtml(piece);
  if (typeof piece === 'number') return String(piece);
  return piece.map(show).join('');
}
