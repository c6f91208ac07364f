/**
 * The process in which the TypeScript compiler is kept warm: it reads the library and Node's types
 * once, and the learner's file each time. It ends with the process that has started it.
 */
import { readFileSync, statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import { compilerDisk } from '../compiler-disk.ts';
import type { TypeProblem } from './state.ts';
import type { TypeQuestion, TypeReply } from './type-checker.ts';

const configuration = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

// The checks come first, should there not be a processor for each.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** The number of the message "Unreachable code detected." */
const UNREACHABLE_CODE = 7027;

const compiler = load();

process.on('message', async ({ number, file }: TypeQuestion) => {
  const ready = await compiler;
  const reply: TypeReply =
    'why' in ready ? { number, ...ready } : { number, problems: ready.problemsIn(file) };
  // Nobody may be left to hear it.
  process.send?.(reply, undefined, undefined, () => {});
});

async function load(): Promise<LearnersCompiler | { why: string }> {
  try {
    const { default: typescript } = await import('typescript');
    return new LearnersCompiler(typescript);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return { why: 'not checked, TypeScript is not installed (npm ci installs it).' };
  }
}

/** A language service for one file at a time, with the course's own options. */
class LearnersCompiler {
  readonly #typescript: typeof ts;
  readonly #service: ts.LanguageService;
  #file = '';

  constructor(typescript: typeof ts) {
    this.#typescript = typescript;
    this.#service = typescript.createLanguageService(this.#host());
  }

  /** The type errors of the file. One that is no TypeScript has none: the judge says that. */
  problemsIn(file: string): TypeProblem[] {
    this.#file = file;
    if (this.#service.getSyntacticDiagnostics(file).length > 0) return [];
    const reached = this.#reachedIn(file);
    return this.#service
      .getSemanticDiagnostics(file)
      .filter(({ start = 0 }) => reached(start))
      .map((problem) => this.#tell(problem));
  }

  /**
   * Whether the code at a place can be reached. What stands behind a process.exit() has types of
   * its own (`never`), and errors that follow from nothing else.
   */
  #reachedIn(file: string): (place: number) => boolean {
    const unreachable = this.#service
      .getSuggestionDiagnostics(file)
      .filter(({ code }) => code === UNREACHABLE_CODE);
    return (place) =>
      !unreachable.some(({ start, length }) => start <= place && place < start + length);
  }

  #tell({ file, start = 0, messageText, code }: ts.Diagnostic): TypeProblem {
    const name = basename(this.#file);
    const at = file?.getLineAndCharacterOfPosition(start);
    const text = this.#typescript.flattenDiagnosticMessageText(messageText, ' ');
    return {
      place: at === undefined ? name : `${name}:${at.line + 1}:${at.character + 1}`,
      message: `${text.replaceAll(/\s+/g, ' ')} (TS${code})`,
    };
  }

  #host(): ts.LanguageServiceHost {
    const options = this.#options();
    return {
      ...compilerDisk(this.#typescript),
      getCompilationSettings: () => options,
      getCurrentDirectory: () => dirname(configuration),
      getScriptFileNames: () => [this.#file],
      getScriptVersion: (file) => this.#version(file),
    };
  }

  /** A text that is another when the file is; only the learner's and the course's files change. */
  #version(file: string): string {
    if (file === this.#file) return readText(file);
    if (file.includes('/node_modules/')) return '';
    return String(statSync(file, { throwIfNoEntry: false })?.mtimeMs);
  }

  #options(): ts.CompilerOptions {
    const { readConfigFile, convertCompilerOptionsFromJson, sys } = this.#typescript;
    const { config } = readConfigFile(configuration, sys.readFile);
    const { options } = convertCompilerOptionsFromJson(
      config.compilerOptions,
      dirname(configuration),
    );
    // In the middle of writing, something is always unused.
    return { ...options, noUnusedLocals: false, noUnusedParameters: false };
  }
}

function readText(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isFile()
    ? readFileSync(file, 'utf8')
    : '';
}
