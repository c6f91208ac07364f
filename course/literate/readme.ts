/**
 * A README as the literate checks see it: its fences, and its prose without any code.
 *
 * markdown-it decides what is a fence, so that fences in lists and quotations are found,
 * and those in comments or in longer fences are not. Everything keeps its place in the
 * text, because a refresh must change the stale lines and leave the rest as it was.
 */
import MarkdownIt from 'markdown-it';

/** A fenced block of code. */
export interface Fence {
  /** What stands after the opening backticks, as written. */
  readonly info: string;
  /** The text between the fences, without what a list or a quotation puts before it. */
  readonly content: string;
  /** The number of the opening line, counted from 1. */
  readonly line: number;
  /** Where the content starts and ends in the README's text. */
  readonly start: number;
  readonly end: number;
  /** What a list or a quotation puts before each line. */
  readonly prefix: string;
  /** The backticks or tildes that open it. */
  readonly markup: string;
  readonly closed: boolean;
}

/** A README, taken apart. */
export interface Readme {
  /** The text, its lines ended by `\n`. */
  readonly text: string;
  /** What ends lines in the file. */
  readonly lineEnd: '\n' | '\r\n';
  readonly fences: readonly Fence[];
  /** The text with all code blanked out: as long as the text, so that places are the same. */
  readonly prose: string;
  /** Pieces of code in the prose, with their backticks, and where each starts. */
  readonly codeSpans: readonly { readonly text: string; readonly start: number }[];
}

const markdown = new MarkdownIt({ html: true });

// A code span never reaches over a blank line; an escaped backtick opens none.
const CODE_SPAN = /(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g;

/** Takes a README's text apart. */
export function parseReadme(raw: string): Readme {
  const text = raw.replace(/\r\n?/g, '\n');
  const starts = lineStarts(text);
  const startOf = (line: number) => starts[line] ?? text.length;
  const fences: Fence[] = [];
  let prose = text;
  for (const token of markdown.parse(text, {})) {
    if (!token.map || (token.type !== 'fence' && token.type !== 'code_block')) continue;
    const [first, afterLast] = token.map;
    prose = blank(prose, startOf(first), startOf(afterLast));
    if (token.type === 'code_block') continue;
    const opening = text.slice(startOf(first), startOf(first + 1));
    const last = text.slice(startOf(afterLast - 1), startOf(afterLast)).trimEnd();
    const closed = afterLast - first > 1 && last.endsWith(token.markup);
    fences.push({
      info: token.info.trim(),
      content: token.content,
      line: first + 1,
      start: startOf(first + 1),
      end: startOf(closed ? afterLast - 1 : afterLast),
      // A list's marker stands only on its item's first line; the others are indented.
      prefix: opening.slice(0, opening.indexOf(token.markup)).replace(/[^>\s]/g, ' '),
      markup: token.markup,
      closed,
    });
  }
  const codeSpans = [...prose.matchAll(CODE_SPAN)].map((match) => ({
    text: match[0],
    start: match.index,
  }));
  for (const span of codeSpans) {
    prose = blank(prose, span.start, span.start + span.text.length);
  }
  const lineEnd = raw.includes('\r\n') ? '\r\n' : '\n';
  return { text, lineEnd, fences, prose, codeSpans };
}

/** The number of the line, counted from 1, on which a place in a text lies. */
export function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

function blank(text: string, start: number, end: number): string {
  return (
    text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end)
  );
}
