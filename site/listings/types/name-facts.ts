/** What the compiler says of the names in a file. */
import { relative } from 'node:path';
import type ts from 'typescript';
import { piecesOf } from './code-pieces.ts';
import type { FileFacts, NameFact } from './facts.ts';
import { firstSentence } from './first-sentence.ts';

/** What is needed to ask about names. */
export interface Asked {
  readonly typescript: typeof ts;
  readonly checker: ts.TypeChecker;
  /** The repository's absolute path. */
  readonly root: string;
}

type Name = ts.Identifier | ts.PrivateIdentifier;

/** The names of a file and their facts. A name that means the same thing has one fact. */
export function namesOf(
  asked: Asked,
  file: ts.SourceFile,
): Pick<FileFacts, 'names' | 'facts'> {
  const { typescript, checker } = asked;
  const names: number[] = [];
  const facts: NameFact[] = [];
  // By the symbol, and by the type that it has there: one that is narrowed has another.
  const places = new Map<ts.Symbol, Map<unknown, number>>();
  const note = (node: Name): void => {
    const symbol = symbolAt(asked, node);
    if (symbol === undefined || node.text === 'undefined') return;
    const signature = calledAs(asked, node);
    const type = checker.getTypeOfSymbolAtLocation(symbol, node);
    const meanings = places.get(symbol) ?? new Map<unknown, number>();
    places.set(symbol, meanings);
    const meaning = signature ?? type;
    let place = meanings.get(meaning);
    if (place === undefined) {
      place = facts.push(factOf(asked, symbol, type, signature)) - 1;
      meanings.set(meaning, place);
    }
    const start = node.getStart(file);
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    names.push(line + 1, character + 1, node.end - start, place);
  };
  const visit = (node: ts.Node): void => {
    if (typescript.isImportDeclaration(node)) return;
    if (typescript.isIdentifier(node) || typescript.isPrivateIdentifier(node)) note(node);
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return { names, facts };
}

/** What a name stands for, wherever it was imported from. */
function symbolAt({ typescript, checker }: Asked, node: Name): ts.Symbol | undefined {
  const { parent } = node;
  const symbol =
    typescript.isShorthandPropertyAssignment(parent) && parent.name === node
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(node);
  const isAlias =
    symbol !== undefined && (symbol.flags & typescript.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The signature that is called where a name is the name of what is called. */
function calledAs({ typescript, checker }: Asked, name: Name): ts.Signature | undefined {
  const { parent } = name;
  const called =
    typescript.isPropertyAccessExpression(parent) && parent.name === name ? parent : name;
  const call = called.parent;
  if (!typescript.isCallExpression(call) || call.expression !== called) return undefined;
  return checker.getResolvedSignature(call);
}

function factOf(
  asked: Asked,
  symbol: ts.Symbol,
  type: ts.Type,
  signature: ts.Signature | undefined,
): NameFact {
  const { typescript, checker } = asked;
  const comment = symbol.getDocumentationComment(checker);
  const sentence = firstSentence(typescript.displayPartsToString(comment));
  const declared = declaredIn(asked, symbol);
  return {
    code: piecesOf(
      typescript,
      inRepository(asked, codeOf(asked, symbol, type, signature)),
    ),
    ...(sentence !== '' && { sentence }),
    ...(declared && { declared }),
  };
}

/** Code without what the compiler says of modules for its own sake: where they lie on this machine. */
function inRepository({ root }: Asked, code: string): string {
  return code
    .replaceAll(`"${root}/`, '"')
    .replaceAll(', { with: { "resolution-mode": "import" } }', '');
}

/** What a name is, as code: `const sent: number`, `Socket.recv(bytes: number): Uint8Array`. */
function codeOf(
  { typescript, checker }: Asked,
  symbol: ts.Symbol,
  type: ts.Type,
  signature: ts.Signature | undefined,
): string {
  const { SymbolFlags } = typescript;
  const is = (flags: ts.SymbolFlags) => (symbol.flags & flags) !== 0;
  const [declaration] = symbol.declarations ?? [];
  const name = symbol.getName();
  if (is(SymbolFlags.Class)) return `class ${name}`;
  if (is(SymbolFlags.Interface) && !is(SymbolFlags.Variable)) return `interface ${name}`;
  if (is(SymbolFlags.TypeParameter)) {
    return `type parameter ${declaration?.getText() ?? name}`;
  }
  if (is(SymbolFlags.TypeAlias)) {
    const meant = checker.getDeclaredTypeOfSymbol(symbol);
    const { InTypeAlias } = typescript.TypeFormatFlags;
    return `type ${name} = ${checker.typeToString(meant, undefined, InTypeAlias)}`;
  }
  if (is(SymbolFlags.Module)) return `module ${name}`;
  const full = `${ownerOf(typescript, declaration)}${shownName(symbol, declaration)}`;
  const isFunction = is(SymbolFlags.Function | SymbolFlags.Method);
  const called = signature ?? (isFunction ? type.getCallSignatures()[0] : undefined);
  if (called !== undefined) {
    const word = is(SymbolFlags.Function) ? 'function ' : '';
    return `${word}${full}${checker.signatureToString(called)}`;
  }
  return `${wordFor(typescript, declaration)}${full}: ${checker.typeToString(type)}`;
}

/** `#buffer` is another name to the compiler. */
function shownName(symbol: ts.Symbol, declaration: ts.Declaration | undefined): string {
  const name = (declaration as ts.NamedDeclaration | undefined)?.name;
  return name && 'text' in name ? String(name.text) : symbol.getName();
}

function wordFor(typescript: typeof ts, declaration: ts.Declaration | undefined): string {
  if (declaration === undefined) return '';
  const { parent } = declaration;
  if (!parent || !typescript.isVariableDeclarationList(parent)) return '';
  return (parent.flags & typescript.NodeFlags.Const) !== 0 ? 'const ' : 'let ';
}

/** `Socket.`, for a member of it. */
function ownerOf(typescript: typeof ts, declaration: ts.Declaration | undefined): string {
  const owner = declaration?.parent;
  const isOwner =
    owner && (typescript.isClassLike(owner) || typescript.isInterfaceDeclaration(owner));
  return isOwner && owner.name ? `${owner.name.text}.` : '';
}

/** Where in the library a symbol is declared, if it is, and if others may know of it. */
function declaredIn({ typescript, root }: Asked, symbol: ts.Symbol) {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (declaration === undefined) return undefined;
  const source = declaration.getSourceFile();
  const file = relative(root, source.fileName);
  if (!file.startsWith('lib/')) return undefined;
  const owner = ownerOf(typescript, declaration);
  if (owner !== '') return { file, name: owner + symbol.getName() };
  const statement = typescript.isVariableDeclaration(declaration)
    ? declaration.parent.parent
    : declaration;
  return statement.parent === source ? { file, name: symbol.getName() } : undefined;
}
