/**
 * The type checker of the lab: TypeScript's own, over the reader's files and the declarations of
 * the library, none of which is on a disk.
 */
import type typescript from 'typescript';
import { doorFiles } from '../door-files.ts';
import type { Place } from '../place.ts';

/** What the type checker finds wrong. */
export interface TypeProblem extends Place {
  /** How many characters it is about, on that line. */
  readonly length: number;
  readonly message: string;
  /** TypeScript's number for it. */
  readonly code: number;
}

/** The declarations that programs are checked against, by path: `/lib/index.d.ts`. */
export type Declarations = Readonly<Record<string, string>>;

// Where the reader's files are, so that none of them is taken for a declaration.
const READER = '/reader/';
const CANNOT_FIND_MODULE = 2307;

/** Checks files again and again, and remembers what has not changed. */
export class TypeChecker {
  readonly #ts: typeof typescript;
  readonly #declarations: Declarations;
  readonly #service: typescript.LanguageService;
  #texts = new Map<string, string>();
  readonly #versions = new Map<string, number>();

  constructor(ts: typeof typescript, declarations: Declarations) {
    this.#ts = ts;
    this.#declarations = declarations;
    this.#service = ts.createLanguageService(this.#host(), ts.createDocumentRegistry());
  }

  /** What is wrong in these files, in their order and from top to bottom. */
  check(files: Readonly<Record<string, string>>): TypeProblem[] {
    const texts = new Map<string, string>();
    for (const [path, text] of Object.entries(files)) {
      const name = READER + path;
      texts.set(name, text);
      if (this.#texts.get(name) === text) continue;
      this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
    }
    this.#texts = texts;
    return [...texts.keys()].flatMap((name) => this.#problemsIn(name));
  }

  #problemsIn(name: string): TypeProblem[] {
    const syntax = this.#service.getSyntacticDiagnostics(name);
    // Types mean little in what cannot be read.
    const found = syntax.length > 0 ? syntax : this.#service.getSemanticDiagnostics(name);
    return found.flatMap((diagnostic) => this.#problem(name, diagnostic));
  }

  #problem(name: string, diagnostic: typescript.Diagnostic): TypeProblem[] {
    const { file, start = 0, length = 1, messageText, code } = diagnostic;
    if (file === undefined) return [];
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const lineEnd = file.text.indexOf('\n', start);
    const most = (lineEnd < 0 ? file.text.length : lineEnd) - start;
    const said = this.#ts.flattenDiagnosticMessageText(messageText, ' ');
    const message = code === CANNOT_FIND_MODULE ? `${said} ${whatThereIs}` : said;
    return [
      {
        file: name.slice(READER.length),
        line: line + 1,
        column: character + 1,
        length: Math.max(1, Math.min(length, most)),
        message,
        code,
      },
    ];
  }

  #host(): typescript.LanguageServiceHost {
    const ts = this.#ts;
    const read = (path: string) => this.#texts.get(path) ?? this.#declarations[path];
    return {
      getScriptFileNames: () => [...this.#texts.keys(), '/globals.d.ts'],
      getScriptVersion: (name) => String(this.#versions.get(name) ?? 0),
      getScriptSnapshot: (name) => {
        const text = read(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => '/',
      getCompilationSettings: () => compilerOptions(ts),
      getDefaultLibFileName: () => '/typescript/lib.es2023.d.ts',
      fileExists: (path) => read(path) !== undefined,
      readFile: read,
      // Nobody may guess at folders of packages: there are none.
      directoryExists: () => true,
    };
  }
}

const whatThereIs = `The lab has ${Object.keys(doorFiles).join(', ')} and the files on the tabs; a browser has nothing of Node.`;

/** As in the repository, but that what is not used is allowed: somebody is trying things out. */
function compilerOptions(ts: typeof typescript): typescript.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    paths: Object.fromEntries(
      Object.entries(doorFiles).map(([name, file]) => [name, [`/lib/${file}.d.ts`]]),
    ),
    types: [],
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
}
