/**
 * Declarations as they stand in the source, without their bodies: what a reader sees in the
 * editor, in the formatter's lines.
 */
import ts from 'typescript';

/** A declaration in a file. */
export interface SourceDeclaration {
  readonly node: ts.Node;
  readonly file: ts.SourceFile;
}

/** Finds the declaration whose name starts at a place; `line` counts from 1, `column` from 0. */
export function declarationAt(
  file: ts.SourceFile,
  line: number,
  column: number,
): SourceDeclaration | undefined {
  const place = file.getPositionOfLineAndCharacter(line - 1, column);
  let found: ts.Node | undefined;
  const look = (node: ts.Node): void => {
    if (place < node.getStart(file) || place >= node.getEnd()) return;
    if (isDeclaration(node)) found = node;
    ts.forEachChild(node, look);
  };
  look(file);
  return found && { node: found, file };
}

/** Longer lines run out of the page, and are broken as the formatter would in a narrower file. */
const MOST_COLUMNS = 66;

/** The declaration's text: all but its body, its docstring, `export` and `async`. */
export function codeOf({ node, file }: SourceDeclaration): string {
  const head = ts.isFunctionDeclaration(node) ? 'function ' : '';
  const start = startOf(node, file);
  const end = endOf(node, file);
  const text = file.text.slice(start, end).trim().replace(/;$/, '');
  if (
    text.length > MOST_COLUMNS &&
    !text.includes('\n') &&
    ts.isFunctionLike(node) &&
    node.parameters.length > 0
  )
    return head + inLines(node, file, start, end);
  const { character } = file.getLineAndCharacterOfPosition(start);
  // A declaration within a class is indented, all but its first line here.
  const indent = file.text.slice(start - character, start).match(/^\s*/)?.[0] ?? '';
  return head + text.replaceAll(`\n${indent}`, '\n');
}

/** A function's text, which is one line, with a line for each parameter. */
function inLines(
  { parameters }: ts.SignatureDeclaration,
  file: ts.SourceFile,
  start: number,
  end: number,
): string {
  const before = file.text.slice(start, parameters.pos);
  const after = file.text.slice(parameters.end, end).trim().replace(/;$/, '');
  const lines = parameters.map((each) => `  ${each.getText(file)},\n`);
  return `${before}\n${lines.join('')}${after}`;
}

/** The lines of the declaration, counted from 1, with its docstring. */
export function linesOf({
  node,
  file,
}: SourceDeclaration): [first: number, last: number] {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const first = file.getLineAndCharacterOfPosition(statement.getStart(file, true));
  const last = file.getLineAndCharacterOfPosition(statement.getEnd());
  return [first.line + 1, last.line + 1];
}

/** A constant's values, if it is a number or written as `on(LINUX, DARWIN)`. */
export function valuesOf({
  node,
  file,
}: SourceDeclaration): { linux: string; darwin: string } | undefined {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return undefined;
  const { initializer } = node;
  if (ts.isCallExpression(initializer) && initializer.expression.getText(file) === 'on') {
    const [linux = '', darwin = ''] = initializer.arguments.map((each) =>
      each.getText(file),
    );
    return { linux, darwin };
  }
  const text = initializer.getText(file);
  return /^-?[\dx][\da-fA-F_x| ]*$/.test(text)
    ? { linux: text, darwin: text }
    : undefined;
}

/** Whether a node declares something, within a function or not. */
export function isDeclaration(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node)
  );
}

function startOf(node: ts.Node, file: ts.SourceFile): number {
  if (ts.isFunctionDeclaration(node)) {
    return (node.asteriskToken ?? node.name ?? node).getStart(file);
  }
  if (ts.isVariableDeclaration(node)) return node.parent.getStart(file);
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const kept = modifiers.find(({ kind }) => isShown(kind));
  if (kept !== undefined) return kept.getStart(file);
  const last = modifiers.at(-1);
  return last === undefined ? node.getStart(file) : skipSpace(file.text, last.getEnd());
}

/** Whether a modifier tells a user of the declaration anything. */
function isShown(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.StaticKeyword || kind === ts.SyntaxKind.ReadonlyKeyword;
}

function endOf(node: ts.Node, file: ts.SourceFile): number {
  if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) {
    return file.text.indexOf('{', endOfHead(node));
  }
  if (ts.isPropertyDeclaration(node) && node.type !== undefined) return node.type.end;
  if (ts.isVariableDeclaration(node) && node.type !== undefined) return node.type.end;
  if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
    return (node.body as ts.Node).getStart(file);
  }
  return node.getEnd();
}

/** Where the names and types before the members of a class or an interface end. */
function endOfHead(node: ts.InterfaceDeclaration | ts.ClassDeclaration): number {
  const { heritageClauses, typeParameters, name } = node;
  return Math.max(
    node.pos,
    name?.end ?? 0,
    typeParameters?.end ?? 0,
    heritageClauses?.end ?? 0,
  );
}

function skipSpace(text: string, from: number): number {
  return from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
}
