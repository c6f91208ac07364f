/** A type as code in the theme's colours, by the compiler's own scanner. */
import type ts from 'typescript';

/** Cuts code into pieces: a role of the theme and a text, by turns. */
export function piecesOf(typescript: typeof ts, code: string): string[] {
  const { SyntaxKind } = typescript;
  const scanner = typescript.createScanner(
    typescript.ScriptTarget.Latest,
    false,
    undefined,
    code,
  );
  const pieces: string[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; ) {
    const text = scanner.getTokenText();
    const role = roleOf(SyntaxKind, kind, text);
    if (pieces.at(-2) === role) pieces.push((pieces.pop() ?? '') + text);
    else pieces.push(role, text);
    kind = scanner.scan();
  }
  return pieces;
}

function roleOf(
  {
    FirstKeyword,
    LastKeyword,
    StringLiteral,
    NumericLiteral,
    Identifier,
  }: typeof ts.SyntaxKind,
  kind: ts.SyntaxKind,
  text: string,
): string {
  if (kind === StringLiteral) return 'string';
  if (kind === NumericLiteral) return 'constant';
  if (kind >= FirstKeyword && kind <= LastKeyword) return 'keyword';
  return kind === Identifier && /^[A-Z]/.test(text) ? 'function' : '';
}
