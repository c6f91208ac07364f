/**
 * Finds where the library is used, by asking the compiler what each name stands for: `send` is a
 * method of a socket here, a system call there, and a step of a peer's script elsewhere.
 */
import { relative } from 'node:path';
import ts from 'typescript';
import { callsMade } from './calls-made.ts';
import { isDeclaration, linesOf } from './declarations.ts';
import { keyOf, type Maker, type SourcePlace, type Usage } from './usage.ts';

/** What is written with the library, and the suite that holds both kernels to the calls. */
const WRITTEN_WITH_IT = /^(chapters|exercises|solutions|lib\/testing\/kernel-suite)\//;

/** Kernels answer calls; whoever stands above them makes them. */
const IS_KERNEL = /^lib\/(sim|sys\/native[^/]*|testing\/(parity|kernel-suite))\b/;

/** The file whose interface lists the system calls. */
const KERNEL_FILE = 'lib/sys/kernel.ts';

/** Finds all uses in the files of a program, whose names are within `root`. */
export function findUsage(root: string, program: ts.Program): Usage {
  const finder = new Finder(root, program.getTypeChecker());
  const sources = program
    .getSourceFiles()
    .map((source) => ({ source, file: relative(root, source.fileName) }));
  for (const { source, file } of sources) {
    if (file.startsWith('lib/')) finder.noteNames(source);
  }
  for (const { source, file } of sources) {
    if (file.startsWith('lib/') && !IS_KERNEL.test(file))
      finder.readLibrary(source, file);
    if (WRITTEN_WITH_IT.test(file)) finder.read(source, file);
  }
  return finder.usage();
}

class Finder {
  readonly #root: string;
  readonly #checker: ts.TypeChecker;
  readonly #names = new Set<string>();
  readonly #uses = new Map<string, SourcePlace[]>();
  readonly #declared = new Map<string, Set<string>>();
  readonly #makers = new Map<string, Maker[]>();
  /** Which declarations of the library call which. */
  readonly #calls = new Map<string, Set<string>>();
  readonly #systemCalls = new Map<string, string>();
  readonly #keys = new Map<ts.Node, string>();

  constructor(root: string, checker: ts.TypeChecker) {
    this.#root = root;
    this.#checker = checker;
  }

  usage(): Usage {
    return {
      uses: Object.fromEntries(this.#uses),
      makes: callsMade(this.#calls, this.#systemCalls),
      makers: Object.fromEntries(this.#makers),
      declared: Object.fromEntries(
        [...this.#declared].map(([folder, names]) => [folder, [...names]]),
      ),
    };
  }

  /** Notes what a file of the library declares: only such names are asked after. */
  noteNames(source: ts.SourceFile): void {
    for (const name of namesDeclaredIn(source)) this.#names.add(name);
  }

  /** Notes the uses in a file that is written with the library. */
  read(source: ts.SourceFile, file: string): void {
    const [folder] = /^chapters\/[^/]+/.exec(file) ?? [];
    if (folder !== undefined) {
      const names = this.#declared.get(folder) ?? new Set();
      for (const name of namesDeclaredIn(source)) names.add(name);
      this.#declared.set(folder, names);
    }
    eachName(source, (name) => {
      const key = this.#names.has(name.text) && this.#keyNamed(name);
      if (key) append(this.#uses, key, { file, line: lineOf(name, source) });
    });
  }

  /** Notes which functions in a file of the library call which. */
  readLibrary(source: ts.SourceFile, file: string): void {
    eachName(source, (name, within) => {
      if (within === undefined || !isCalled(name)) return;
      const key = this.#keyNamed(name);
      const caller = this.#keyOf(within);
      if (key === undefined || caller === undefined) return;
      this.#calls.set(caller, (this.#calls.get(caller) ?? new Set()).add(key));
      if (!key.startsWith(`${KERNEL_FILE}:`)) return;
      this.#systemCalls.set(key, name.text);
      append(this.#makers, name.text, {
        file,
        line: lineOf(name, source),
        name: nameOf(within),
        key: caller,
      });
    });
  }

  /** The key of what a name stands for, if the library declares it elsewhere. */
  #keyNamed(name: Name): string | undefined {
    const declaration = this.#declarationOf(name);
    const isItself = declaration && ts.getNameOfDeclaration(declaration) === name;
    return declaration === undefined || isItself ? undefined : this.#keyOf(declaration);
  }

  /** What a name stands for, if the library declares it. */
  #declarationOf(name: Name): ts.Declaration | undefined {
    let symbol = this.#checker.getSymbolAtLocation(name);
    if (symbol === undefined) return undefined;
    if (symbol.flags & ts.SymbolFlags.Alias)
      symbol = this.#checker.getAliasedSymbol(symbol);
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || !isNamedDeclaration(declaration)) return undefined;
    return declaration;
  }

  #keyOf(declaration: ts.Node): string | undefined {
    const known = this.#keys.get(declaration);
    if (known !== undefined) return known;
    const source = declaration.getSourceFile();
    const file = relative(this.#root, source.fileName);
    if (!file.startsWith('lib/')) return undefined;
    const [line] = linesOf({ node: declaration, file: source });
    const key = keyOf({ file, line });
    this.#keys.set(declaration, key);
    return key;
  }
}

type Name = ts.Identifier | ts.PrivateIdentifier;

/** Calls `see` with each name in a file but those of imports, and the function that it is in. */
function eachName(
  source: ts.SourceFile,
  see: (name: Name, within: ts.Node | undefined) => void,
): void {
  const look = (node: ts.Node, within: ts.Node | undefined): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) see(node, within);
    const inside = isCallable(node) ? node : within;
    ts.forEachChild(node, (child) => look(child, inside));
  };
  look(source, undefined);
}

function namesDeclaredIn(source: ts.SourceFile): string[] {
  const names: string[] = [];
  const look = (node: ts.Node): void => {
    const name = isNamedDeclaration(node)
      ? ts.getNameOfDeclaration(node as ts.Declaration)
      : undefined;
    if (name && ts.isIdentifier(name)) names.push(name.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return names;
}

function lineOf(node: ts.Node, source: ts.SourceFile): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

function isCallable(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  );
}

/** Whether a node declares something that others can name. */
function isNamedDeclaration(node: ts.Node): boolean {
  return (
    isDeclaration(node) &&
    (!ts.isVariableDeclaration(node) || ts.isSourceFile(node.parent.parent.parent))
  );
}

/** Whether a name stands before the parenthesis of a call, or after `new`. */
function isCalled(name: ts.Node): boolean {
  const callee =
    ts.isPropertyAccessExpression(name.parent) && name.parent.name === name
      ? name.parent
      : name;
  const { parent } = callee;
  return (
    (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
    parent.expression === callee
  );
}

/** `Socket.recv`, or `select`. */
function nameOf(declaration: ts.Node): string {
  const own = ts.isConstructorDeclaration(declaration)
    ? 'constructor'
    : ((declaration as ts.FunctionDeclaration).name?.getText() ?? '');
  const { parent } = declaration;
  const isMember = ts.isClassDeclaration(parent) && parent.name !== undefined;
  return isMember ? `${parent.name?.text}.${own}` : own;
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
