/**
 * The compiler's language service over a repository, with the options of its tsconfig.json: it
 * reads a file once, and again when it has changed.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { compilerDisk } from '../../../course/compiler-disk.ts';

// Required and not imported: what lets a process run TypeScript would read all of it first.
const typescript = createRequire(import.meta.url)('typescript') as typeof ts;

/** The compiler and its service for certain files of a repository. */
export class RepositoryService {
  readonly typescript = typescript;
  readonly root: string;
  readonly service: ts.LanguageService;
  readonly #options: ts.CompilerOptions;
  #resolutions: ts.ModuleResolutionCache | undefined;
  /** Whether something is imported that is not there: next time it may be. */
  lacksFiles = false;
  #files: readonly string[] = [];
  #round = 0;
  #versions = new Map<string, string>();

  constructor(root: string) {
    this.root = root;
    const { config } = typescript.readConfigFile(
      join(root, 'tsconfig.json'),
      typescript.sys.readFile,
    );
    const { compilerOptions = {} } = config ?? {};
    this.#options = typescript.convertCompilerOptionsFromJson(
      compilerOptions,
      root,
    ).options;
    this.service = typescript.createLanguageService(this.#host());
  }

  /** Looks at the repository anew, and at these files; answers the program that they make. */
  update(files: readonly string[]): ts.Program {
    this.#files = files.map((file) => join(this.root, file));
    this.#round += 1;
    // Packages do not change under us; all else may have.
    for (const path of this.#versions.keys()) {
      if (!path.includes('/node_modules/')) this.#versions.delete(path);
    }
    this.#resolutions = undefined;
    // The compiler looks for an import only once, however often its importer is asked for.
    if (this.lacksFiles) this.service.cleanupSemanticCache();
    const program = this.service.getProgram();
    if (program === undefined) throw new Error('The compiler has made no program.');
    return program;
  }

  /** The path of the file that a name leads to in an importing file, as things are in this round. */
  resolve(name: string, importer: string): string | undefined {
    this.#resolutions ??= typescript.createModuleResolutionCache(
      this.root,
      (path) => path,
      this.#options,
    );
    return typescript.resolveModuleName(
      name,
      importer,
      this.#options,
      typescript.sys,
      this.#resolutions,
      undefined,
      typescript.ModuleKind.ESNext,
    ).resolvedModule?.resolvedFileName;
  }

  #host(): ts.LanguageServiceHost {
    return {
      ...compilerDisk(typescript),
      getCompilationSettings: () => this.#options,
      getCurrentDirectory: () => this.root,
      getScriptFileNames: () => [...this.#files],
      // Within a round nothing changes, and nothing need be looked at again.
      getProjectVersion: () => String(this.#round),
      getScriptVersion: (path) => this.#version(path),
    };
  }

  #version(path: string): string {
    let version = this.#versions.get(path);
    if (version === undefined) {
      version = String(typescript.sys.getModifiedTime?.(path)?.getTime());
      this.#versions.set(path, version);
    }
    return version;
  }
}
