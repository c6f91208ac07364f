/**
 * Keeps what the compiler knows of the files that are shown, from one build to the next: the
 * compiler is only started when one of the files has changed, or one that they rest on.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { typescript } from '../../../course/typescript.ts';
import { fingerprint, keep, kept } from '../../cache.ts';
import { dropLateWork, putOff } from '../../late-work.ts';
import type { FileFacts, KeptFacts, ReadFacts } from './facts.ts';
import type { FactsQuestion } from './facts-process.ts';

const NAME = 'listing-facts';
const program = fileURLToPath(new URL('./facts-process.ts', import.meta.url));

/** What is kept in the cache. */
interface Kept extends ReadFacts {
  /** A fingerprint of what all facts rest on: the packages, the options, this very code. */
  readonly base: string;
}

/** One for each repository. `close()` ends its process. */
export class FactsKeeper {
  readonly #root: string;
  #process: ChildProcess | undefined;
  #kept: { readonly print: string; readonly value: Kept } | undefined;
  /** The texts of the files when their facts were last known. */
  #texts: ReadonlyMap<string, string> = new Map();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * The facts of files, by their paths in the repository. Where work may be put off, those of a
   * file that has changed are left out for now.
   */
  async read(files: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
    const base = this.#base();
    this.#kept ??= kept<Kept>(this.#root, NAME);
    const before = this.#kept?.value.base === base ? this.#kept : undefined;
    if (before === undefined) return this.#readAnew(files, base, undefined);
    const texts = fingerprint(before.value.rest.map((file) => this.#text(file)));
    if (before.print === printOf(base, files, texts)) {
      dropLateWork(NAME);
      this.#remember(files);
      return factsIn(before.value.files, files);
    }
    const readAnew = () => this.#readAnew(files, base, before.value.files);
    if (this.#texts.size === 0 || !putOff(NAME, readAnew)) return readAnew();
    const same = files.filter((file) => this.#texts.get(file) === this.#text(file));
    return factsIn(before.value.files, same);
  }

  async #readAnew(
    files: readonly string[],
    base: string,
    before: KeptFacts | undefined,
  ): Promise<ReadonlyMap<string, FileFacts>> {
    const read =
      files.length === 0
        ? { files: {}, rest: [], texts: '' }
        : await this.#ask({ files, ...(this.#process === undefined && { before }) });
    const value = { ...read, base };
    this.#kept = { print: printOf(base, files, read.texts), value };
    keep(this.#root, NAME, this.#kept.print, value);
    this.#remember(files);
    return factsIn(value.files, files);
  }

  #remember(files: readonly string[]): void {
    this.#texts = new Map(files.map((file) => [file, this.#text(file)]));
  }

  /**
   * Starts the compiler if it does not run yet, and has it read what the last facts rest on: the
   * first change is then told as soon as the others.
   */
  async warm(): Promise<void> {
    if (this.#process !== undefined || this.#kept === undefined) return;
    // The facts of one file are asked for anew, because only then does it look at types.
    const { files } = this.#kept.value;
    const [, ...others] = Object.entries(files);
    await this.#ask({ files: Object.keys(files), before: Object.fromEntries(others) });
  }

  /** Ends the compiler's process, if one is running. */
  close(): void {
    this.#process?.removeAllListeners().kill();
    this.#process = undefined;
  }

  #base(): string {
    const folder = fileURLToPath(new URL('.', import.meta.url));
    const code = readdirSync(folder).map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    );
    return fingerprint([
      this.#text('package-lock.json'),
      this.#text('package.json'),
      this.#text('tsconfig.json'),
      ...code,
    ]);
  }

  #text(file: string): string {
    const path = join(this.#root, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  #ask(question: FactsQuestion): Promise<ReadFacts> {
    const child = this.#process ?? this.#start();
    this.#process = child;
    return new Promise((resolve, reject) => {
      let errors = '';
      const onErrors = (text: string) => {
        errors = (errors + text).slice(-10_000);
      };
      const onClose = () => {
        this.#process = undefined;
        reject(new Error(errors.trim() || 'The process of the compiler has ended.'));
      };
      child.stderr?.on('data', onErrors);
      child.once('close', onClose);
      child.once('message', (read: ReadFacts) => {
        child.off('close', onClose);
        child.stderr?.off('data', onErrors);
        resolve(read);
      });
      child.send(question);
    });
  }

  #start(): ChildProcess {
    const child = fork(program, [this.#root], {
      execArgv: ['--import', typescript],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.setEncoding('utf8');
    return child;
  }
}

function printOf(base: string, files: readonly string[], texts: string): string {
  return fingerprint([base, files.join('\n'), texts]);
}

function factsIn(
  known: KeptFacts,
  files: readonly string[],
): ReadonlyMap<string, FileFacts> {
  return new Map(
    files.flatMap((file) => {
      const facts = known[file]?.facts;
      return facts === undefined ? [] : [[file, facts] as const];
    }),
  );
}
