/**
 * TypeScript's language service over the reader's files and the declarations of the library, none
 * of which is on a disk. It remembers what has not changed.
 */
import type typescript from 'typescript';
import { doorFiles } from '../program/door-files.ts';

/** The declarations that programs are checked against, by path: `/lib/index.d.ts`. */
export type Declarations = Readonly<Record<string, string>>;

// Where the reader's files are, so that none of them is taken for a declaration.
const READER = '/reader/';

export class ReaderService {
  readonly ts: typeof typescript;
  readonly service: typescript.LanguageService;
  readonly #declarations: Declarations;
  #texts = new Map<string, string>();
  readonly #versions = new Map<string, number>();

  constructor(ts: typeof typescript, declarations: Declarations) {
    this.ts = ts;
    this.#declarations = declarations;
    this.service = ts.createLanguageService(this.#host(), ts.createDocumentRegistry());
  }

  /** Takes the files as they are now, by their paths. */
  update(files: Readonly<Record<string, string>>): void {
    const texts = new Map<string, string>();
    for (const [path, text] of Object.entries(files)) {
      const name = nameOf(path);
      texts.set(name, text);
      if (this.#texts.get(name) === text) continue;
      this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
    }
    this.#texts = texts;
  }

  #host(): typescript.LanguageServiceHost {
    const { ts } = this;
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

/** The name by which the service knows the reader's file at a path. */
export function nameOf(path: string): string {
  return READER + path;
}

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
