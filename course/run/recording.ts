/**
 * The record of a run: which programs are to be traced and how, and what is made of it at the end.
 *
 * Programs are told by their environment (`lib/program/choose-kernel.ts`). For an export or a
 * summary each of them writes its record to a file of its own, call by call, so that the record
 * is there however the program ends; here they are read and put together.
 */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatSummary,
  parseRecord,
  type ReadRecord,
  summarise,
  toTraceEvents,
} from '../../lib/trace/index.ts';
import { UsageError } from '../usage-error.ts';
import type { TraceFlags } from './trace-flags.ts';

/** What is said of a file that cannot be made, by the error's code. */
const complaints: Readonly<Record<string, string>> = {
  EEXIST: 'exists already: remove it, or give another name',
  EISDIR: 'is a folder: give the name of a file in it',
  ENOENT: 'is in a folder that does not exist',
  ENOTDIR: 'is in a folder that does not exist',
  EACCES: 'cannot be written: permission denied',
  EROFS: 'cannot be written: the disk is read-only',
};

/** The tracing of one run. */
export class Recording {
  readonly #flags: TraceFlags;
  readonly #isVirtual: boolean;
  readonly #folder: string | undefined;
  readonly #output: number | undefined;
  readonly #programs: { name: string; file: string }[] = [];

  /**
   * `isVirtual`: the programs' times are those of a simulated kernel. Throws UsageError if the
   * file for the export cannot be made.
   */
  constructor(flags: TraceFlags, isVirtual = false) {
    this.#flags = flags;
    this.#isVirtual = isVirtual;
    // First, because a run whose trace has nowhere to go need not begin.
    if (flags.traceOut !== undefined) this.#output = newFile(flags.traceOut);
    if (flags.traceOut !== undefined || flags.traceSummary) {
      this.#folder = mkdtempSync(join(tmpdir(), 'would-block-trace-'));
    }
  }

  /** What to add to the environment of the program that appears under this label. */
  environmentFor(label: string): Record<string, string> {
    const environment: Record<string, string> = {};
    if (this.#flags.trace) environment.WOULD_BLOCK_TRACE = '1';
    if (this.#folder !== undefined) {
      const file = join(this.#folder, `${this.#programs.length}.jsonl`);
      this.#programs.push({ name: label.trim(), file });
      environment.WOULD_BLOCK_RECORD = file;
    }
    return environment;
  }

  /** Writes the export, when all programs have ended. Answers what there is to say at the end. */
  finish(): string[] {
    if (this.#folder === undefined) return [];
    // As in the records: what a program was stopped in, lasted until about now. In virtual time
    // it was stopped at once.
    const nowMs = this.#isVirtual ? 0 : Number(process.hrtime.bigint()) / 1e6;
    const records = this.#programs.flatMap(({ name, file }) =>
      // A program that was killed before it began, or that asks the kernel nothing, has none.
      existsSync(file) ? [{ ...parseRecord(readFileSync(file, 'utf8')), name }] : [],
    );
    rmSync(this.#folder, { recursive: true, force: true });
    const lines = this.#flags.traceSummary
      ? records.flatMap((record) => summaryOf(record, nowMs))
      : [];
    for (const { name, isFull, calls } of records) {
      if (isFull) {
        const count = calls.length.toLocaleString('en');
        lines.push(`${name} made more calls: the trace holds the first ${count}.`);
      }
    }
    return [...lines, ...this.#export(records)];
  }

  #export(records: readonly ReadRecord[]): string[] {
    if (this.#output === undefined) return [];
    writeSync(this.#output, JSON.stringify(toTraceEvents(records)));
    closeSync(this.#output);
    return [
      `trace written to ${this.#flags.traceOut}: open it at https://ui.perfetto.dev`,
    ];
  }
}

/** The summary of a program, under its label. */
function summaryOf({ name, calls }: ReadRecord, nowMs: number): string[] {
  const [sentence, ...table] = formatSummary(summarise(calls, nowMs));
  return [`${name}: ${sentence}`, ...table.map((line) => `  ${line}`)];
}

/** Opens a file that did not exist. Throws UsageError with the reason, in one line. */
function newFile(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const isFolder = code === 'EEXIST' && statSync(path).isDirectory();
    const complaint =
      complaints[isFolder ? 'EISDIR' : code] ?? `cannot be written: ${code}`;
    throw new UsageError(`--trace-out: ${path} ${complaint}.`);
  }
}
