/** Lines of code as a block shows them: in colours, with the place in the file that each has. */
import type { Line } from '../../course/literate/regions.ts';
import { type Html, html } from '../page/markup.ts';
import { pieceHtml } from './code-elements.ts';
import type { CodePiece, Highlighter } from './highlight.ts';
import type { SourceFile } from './sources.ts';

/** A line of a file as it is shown. */
export interface CodeLine {
  /** The line's number in its file, counted from 1. */
  readonly number: number;
  /** How much of its indentation is left out, in characters. */
  readonly cut: number;
  readonly text: string;
  readonly pieces: readonly CodePiece[];
}

/** The language of a file, by the end of its name. */
export function languageOf(file: string): string {
  return /\.([a-z]+)$/.exec(file)?.[1] ?? 'text';
}

/**
 * Lines of a file, without the indentation that they share. The colours are those that the lines
 * have in their file: a method is one although its class is not shown.
 */
export function cutLines(
  highlight: Highlighter,
  source: SourceFile,
  lines: readonly Line[],
): CodeLine[] {
  const inColours = highlight(source.text, languageOf(source.file));
  const indents = lines.filter(({ text }) => text.trim() !== '').map(indentOf);
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map(({ number, text }) => ({
    number,
    cut: shared,
    text: text.slice(shared),
    pieces: withoutStart(inColours[number - 1] ?? [], shared),
  }));
}

/** The HTML of a line's pieces. */
export function piecesHtml(pieces: readonly CodePiece[]): Html {
  return html`${pieces.map(({ text, role }) => pieceHtml(text, role))}`;
}

/** The pieces of a line without its first characters. */
export function withoutStart(
  pieces: readonly CodePiece[],
  start: number,
): readonly CodePiece[] {
  if (start === 0) return pieces;
  let left = start;
  return pieces.flatMap((piece) => {
    const cut = Math.min(left, piece.text.length);
    left -= cut;
    return cut === piece.text.length ? [] : [{ ...piece, text: piece.text.slice(cut) }];
  });
}

function indentOf({ text }: Line): number {
  return text.length - text.trimStart().length;
}
