/**
 * The names that a text uses: what a reader would have to know to follow it.
 *
 * Prose is not code. "Select a chapter" is no system call, so that in prose a name counts only where
 * it looks like one: in backticks, before a parenthesis, or in a form that English words do not have
 * (`EAGAIN`, `trySend`). In code every identifier counts, and its strings and comments are prose.
 */
import ts from 'typescript';

/** A name, and the line where it stands, counted from 1. */
export interface UsedName {
  readonly name: string;
  readonly line: number;
}

/** A piece of prose or code as the reader meets it. */
export interface Passage {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
  /** In prose, a chapter that is named here excuses its names: it is a pointer ahead. */
  readonly kind: 'prose' | 'code';
}

/** The passages of a Markdown file: its paragraphs, and its fences, which are code. */
export function passagesOfMarkdown(text: string): Passage[] {
  const passages: Passage[] = [];
  let lines: string[] = [];
  let first = 1;
  let fence = '';
  const end = (next: number) => {
    if (lines.some((line) => line.trim() !== '')) {
      const kind = fence === '' ? 'prose' : 'code';
      passages.push({ line: first, text: lines.join('\n'), kind });
    }
    lines = [];
    first = next;
  };
  for (const [index, line] of text.split('\n').entries()) {
    const [mark = ''] = /^ *(```+|~~~+)/.exec(line) ?? [];
    const isFence = mark !== '' && (fence === '' || line.trim() === fence);
    if (isFence || (fence === '' && line.trim() === '')) {
      end(index + 2);
      if (isFence) fence = fence === '' ? mark.trim() : '';
    } else {
      lines.push(line);
    }
  }
  end(0);
  return passages;
}

/** The passages of a TypeScript file: a comment or a string each, and the code between them. */
export function passagesOfTypeScript(
  text: string,
  kinds: readonly ('code' | 'comment' | 'string')[],
): Passage[] {
  return tokensOf(text).flatMap(({ token, start, end }): Passage[] => {
    const kind = kindOf(token);
    if (kind === undefined || !kinds.includes(kind)) return [];
    const line = text.slice(0, start).split('\n').length;
    const isCode = kind === 'code';
    return [{ line, text: text.slice(start, end), kind: isCode ? 'code' : 'prose' }];
  });
}

interface Token {
  readonly token: ts.SyntaxKind;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a file, comments too. */
function tokensOf(text: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false);
  scanner.setText(text);
  const tokens: Token[] = [];
  // The scanner knows no grammar, and has to be told where a template goes on after its `${…}`, and
  // which slashes begin a pattern.
  const templates: number[] = [];
  let braces = 0;
  let before = ts.SyntaxKind.Unknown;
  for (;;) {
    let token = scanner.scan();
    if (token === ts.SyntaxKind.EndOfFileToken) return tokens;
    if (token === ts.SyntaxKind.SlashToken && !endsOperand(before)) {
      token = scanner.reScanSlashToken();
    } else if (token === ts.SyntaxKind.OpenBraceToken) {
      braces += 1;
    } else if (token === ts.SyntaxKind.TemplateHead) {
      templates.push(braces);
    } else if (token === ts.SyntaxKind.CloseBraceToken) {
      if (templates.at(-1) !== braces) braces -= 1;
      else token = scanner.reScanTemplateToken(false);
      if (token === ts.SyntaxKind.TemplateTail) templates.pop();
    }
    tokens.push({ token, start: scanner.getTokenStart(), end: scanner.getTokenEnd() });
    if (token > ts.SyntaxKind.LastTriviaToken) before = token;
  }
}

/** Whether a slash after such a token divides. */
function endsOperand(token: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.Identifier,
    ts.SyntaxKind.NumericLiteral,
    ts.SyntaxKind.CloseParenToken,
    ts.SyntaxKind.CloseBracketToken,
    ts.SyntaxKind.ThisKeyword,
  ].includes(token);
}

function kindOf(token: ts.SyntaxKind): 'code' | 'comment' | 'string' | undefined {
  switch (token) {
    case ts.SyntaxKind.Identifier:
    case ts.SyntaxKind.YieldKeyword:
      return 'code';
    case ts.SyntaxKind.SingleLineCommentTrivia:
    case ts.SyntaxKind.MultiLineCommentTrivia:
      return 'comment';
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.TemplateHead:
    case ts.SyntaxKind.TemplateMiddle:
    case ts.SyntaxKind.TemplateTail:
      return 'string';
    default:
      return undefined;
  }
}

/** Where a passage uses a name or, for one of several words, that phrase. */
export function usesOf(name: string, { line, text, kind }: Passage): UsedName[] {
  const isPhrase = !/^\w+$/.test(name);
  const pattern = new RegExp(
    `(?<![\\w-])${literally(name)}(?![\\w-])`,
    isPhrase ? 'gi' : 'g',
  );
  return [...text.matchAll(pattern)]
    .filter(
      ({ index }) =>
        isPhrase || kind === 'code' || looksLikeOne(name) || isMarked(text, index, name),
    )
    .map(({ index }) => ({
      name,
      line: line + text.slice(0, index).split('\n').length - 1,
    }));
}

/** Whether no English word is written so. */
function looksLikeOne(name: string): boolean {
  return /[A-Z].*[A-Z]|_|\d|[a-z][A-Z]/.test(name);
}

/** Whether what stands there is marked as a name: `name(`, or within backticks. */
function isMarked(text: string, index: number, name: string): boolean {
  if (text[index + name.length] === '(') return true;
  const before = text.slice(0, index);
  return (before.split('`').length - 1) % 2 === 1;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
