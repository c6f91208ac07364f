/** Reads the facts of files, and only of those for which something has changed. */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type ts from 'typescript';
import { fingerprint, printOfTexts } from '../../cache/cache.ts';
import { blocksOf } from './blocks.ts';
import type { FileFacts, KeptFacts, ReadFacts } from './facts.ts';
import { namesOf } from './name-facts.ts';
import { RepositoryService } from './repository-service.ts';
import { shapeOf } from './shape.ts';

/** What a file imports, or all that it rests on. */
interface Reached {
  readonly files: readonly ts.SourceFile[];
  /** Where files would lie that are not there, by their paths in the repository. */
  readonly missing: readonly string[];
}

/** One for each repository; the compiler is kept warm in it. */
export class FactsReader {
  readonly #repository: RepositoryService;
  /** The names by which files import, and fingerprints of shapes, for as long as they are the same. */
  readonly #importedNames = new WeakMap<ts.SourceFile, readonly string[]>();
  readonly #shapes = new WeakMap<ts.SourceFile, string>();
  /** What those names lead to in this reading: a file can come or go while none that imports it changes. */
  readonly #imports = new Map<ts.SourceFile, Reached>();

  constructor(root: string) {
    this.#repository = new RepositoryService(root);
  }

  /** The facts of the files. `before` are those of the last time, for whatever is as it was. */
  read(files: readonly string[], before: KeptFacts): ReadFacts {
    const program = this.#repository.update(files);
    this.#imports.clear();
    const rest = new Map<string, string>();
    const read: Record<string, KeptFacts[string]> = {};
    for (const file of files) {
      const source = this.#sourceFile(program, file);
      const reached = this.#reach(program, source);
      const print = fingerprint([
        source.text,
        ...reached.files.map(
          (other) => `${this.#path(other.fileName)} ${this.#shape(other)}`,
        ),
        ...reached.missing,
      ]);
      for (const { fileName, text } of [source, ...reached.files]) {
        rest.set(this.#path(fileName), text);
      }
      for (const path of reached.missing) rest.set(path, '');
      const kept = before[file];
      const facts = kept?.print === print ? kept.facts : this.#facts(program, source);
      read[file] = { print, text: printOfTexts([source.text]), facts };
    }
    this.#repository.lacksFiles = [...this.#imports.values()].some(
      ({ missing }) => missing.length > 0,
    );
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
  #reach(program: ts.Program, source: ts.SourceFile): Reached {
    const files = new Set([source]);
    const missing = new Set<string>();
    for (const each of files) {
      const imported = this.#imported(program, each);
      for (const other of imported.files) files.add(other);
      for (const path of imported.missing) missing.add(path);
    }
    files.delete(source);
    const byName = (one: ts.SourceFile, other: ts.SourceFile) =>
      one.fileName < other.fileName ? -1 : 1;
    return { files: [...files].toSorted(byName), missing: [...missing].toSorted() };
  }

  #imported(program: ts.Program, source: ts.SourceFile): Reached {
    let imported = this.#imports.get(source);
    if (imported === undefined) {
      const files: ts.SourceFile[] = [];
      const missing: string[] = [];
      for (const name of this.#namesImported(source)) {
        const path = this.#repository.resolve(name, source.fileName);
        const file = path === undefined ? undefined : program.getSourceFile(path);
        if (file !== undefined && !file.fileName.includes('/node_modules/')) {
          files.push(file);
        } else if (path === undefined && name.startsWith('.')) {
          const wanted = join(dirname(source.fileName), name);
          // What is there and no module will not become one by being there.
          if (!existsSync(wanted)) missing.push(this.#path(wanted));
        }
      }
      imported = { files, missing };
      this.#imports.set(source, imported);
    }
    return imported;
  }

  #namesImported(source: ts.SourceFile): readonly string[] {
    let names = this.#importedNames.get(source);
    if (names === undefined) {
      const { importedFiles } = this.#repository.typescript.preProcessFile(
        source.text,
        true,
        true,
      );
      names = importedFiles.map(({ fileName }) => fileName);
      this.#importedNames.set(source, names);
    }
    return names;
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

  #path(fileName: string): string {
    return relative(this.#repository.root, fileName);
  }
}
