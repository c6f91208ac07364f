/** Reads the facts of files, and only of those for which something has changed. */
import { relative } from 'node:path';
import type ts from 'typescript';
import { fingerprint, printOfTexts } from '../../cache.ts';
import { blocksOf } from './blocks.ts';
import type { FileFacts, KeptFacts, ReadFacts } from './facts.ts';
import { namesOf } from './name-facts.ts';
import { RepositoryService } from './repository-service.ts';
import { shapeOf } from './shape.ts';

/** One for each repository; the compiler is kept warm in it. */
export class FactsReader {
  readonly #repository: RepositoryService;
  /** What files import, and the fingerprints of their shapes; for as long as they stay the same. */
  readonly #imports = new WeakMap<ts.SourceFile, readonly ts.SourceFile[]>();
  readonly #shapes = new WeakMap<ts.SourceFile, string>();

  constructor(root: string) {
    this.#repository = new RepositoryService(root);
  }

  /** The facts of the files. `before` are those of the last time, for whatever is as it was. */
  read(files: readonly string[], before: KeptFacts): ReadFacts {
    const program = this.#repository.update(files);
    const rest = new Map<string, string>();
    const read: Record<string, KeptFacts[string]> = {};
    for (const file of files) {
      const source = this.#sourceFile(program, file);
      const others = this.#reach(program, source);
      const print = fingerprint([
        source.text,
        ...others.map((other) => `${this.#path(other)} ${this.#shape(other)}`),
      ]);
      for (const other of [source, ...others]) rest.set(this.#path(other), other.text);
      const kept = before[file];
      const facts = kept?.print === print ? kept.facts : this.#facts(program, source);
      read[file] = { print, text: printOfTexts([source.text]), facts };
    }
    const paths = [...rest.keys()].toSorted();
    const texts = printOfTexts(paths.map((path) => rest.get(path) ?? ''));
    return { rest: paths, texts, files: read };
  }

  #facts(program: ts.Program, source: ts.SourceFile): FileFacts {
    const { root, service, typescript } = this.#repository;
    const problems = [
      ...service.getSyntacticDiagnostics(source.fileName),
      ...service.getSemanticDiagnostics(source.fileName),
    ].map(({ start = 0, messageText, code }) => {
      const text = typescript.flattenDiagnosticMessageText(messageText, ' ');
      return {
        line: source.getLineAndCharacterOfPosition(start).line + 1,
        message: `${text.replaceAll(/\s+/g, ' ')} (TS${code})`,
      };
    });
    return {
      problems,
      ...namesOf({ typescript, root, checker: program.getTypeChecker() }, source),
      blocks: blocksOf(typescript, source),
    };
  }

  /** All files of the repository that a file rests on, itself aside. */
  #reach(program: ts.Program, source: ts.SourceFile): ts.SourceFile[] {
    const reached = new Set([source]);
    for (const each of reached) {
      for (const other of this.#imported(program, each)) reached.add(other);
    }
    reached.delete(source);
    return [...reached].toSorted((one, other) =>
      one.fileName < other.fileName ? -1 : 1,
    );
  }

  #imported(program: ts.Program, source: ts.SourceFile): readonly ts.SourceFile[] {
    let imported = this.#imports.get(source);
    if (imported === undefined) {
      const { typescript, options } = this.#repository;
      const { importedFiles } = typescript.preProcessFile(source.text, true, true);
      imported = importedFiles.flatMap(({ fileName }) => {
        const { resolvedModule } = typescript.resolveModuleName(
          fileName,
          source.fileName,
          options,
          typescript.sys,
          undefined,
          undefined,
          typescript.ModuleKind.ESNext,
        );
        const path = resolvedModule?.resolvedFileName;
        if (path === undefined || path.includes('/node_modules/')) return [];
        return program.getSourceFile(path) ?? [];
      });
      this.#imports.set(source, imported);
    }
    // A file that has changed is another object in the newer program.
    return imported.map((each) => program.getSourceFile(each.fileName) ?? each);
  }

  #shape(source: ts.SourceFile): string {
    let shape = this.#shapes.get(source);
    if (shape === undefined) {
      shape = fingerprint([shapeOf(this.#repository.typescript, source)]);
      this.#shapes.set(source, shape);
    }
    return shape;
  }

  #sourceFile(program: ts.Program, file: string): ts.SourceFile {
    const source = program.getSourceFile(`${this.#repository.root}/${file}`);
    if (source === undefined) throw new Error(`The compiler has not read ${file}.`);
    return source;
  }

  #path(source: ts.SourceFile): string {
    return relative(this.#repository.root, source.fileName);
  }
}
