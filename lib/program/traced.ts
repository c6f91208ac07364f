/**
 * A kernel whose calls are printed, or written to a file, as they are made.
 *
 * Each call is written in two parts, before and after it, and nothing is kept for later: a
 * program that is killed, or sleeps for ever, has shown all that it did and what it is doing.
 * Of a call that is repeated with the same answer, the repetitions are counted.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { currentKernel, type Kernel } from '../sys/index.ts';
import {
  type CallListener,
  currentTask,
  endText,
  FULL_TEXT,
  formatEnd,
  formatStart,
  headingText,
  isForOutput,
  onTaskStep,
  RepeatFilter,
  recordCalls,
  startText,
  stepText,
} from '../trace/index.ts';
import { callingLines } from './calling-line.ts';
import { OUTPUT_CLOSED } from './exit-codes.ts';
import { OutputClosedError } from './print.ts';

// #region tracing
// A row of repeated calls is counted for so long before the count is written. In a file rows are
// shorter, because when within a row its bytes moved cannot be told afterwards.
const PRINTED_ROW_MS = 100;
const RECORDED_ROW_MS = 5;
// More would be a file that no viewer opens. Repetitions do not count.
const MOST_RECORDS = 200_000;

/** What is to be done with the calls. */
export interface Tracing {
  readonly prints: boolean;
  /** The file that records are appended to. */
  readonly recordFile: string | undefined;
  /** Whether records tell the program's lines. */
  readonly lines: boolean;
}

/** What depends on the kernel that is traced. */
export interface TraceOutput {
  /** Prints text among the program's own, past the trace. Throws OutputClosedError. */
  show(bytes: Uint8Array): void;
  /** To be added to the kernel's times, so that those of several programs compare. */
  readonly clockOffsetMs: number;
  /** The kernel's time. On the simulated kernel, a look at it takes none. */
  readonly nowMs: number;
}
// #endregion

// #region traced
/** A kernel like the current one, whose calls are traced. `name` is the program's. */
export function traced(
  name: string,
  { prints, recordFile, lines }: Tracing,
  output: TraceOutput,
): Kernel {
  const kernel = currentKernel();
  const listeners: CallListener[] = [];
  // The file comes first: who sees a call printed finds it there.
  if (recordFile !== undefined) listeners.push(recorder(output, name, recordFile));
  if (prints) listeners.push(printer(output));
  const recording = recordCalls(kernel, {
    limit: 0,
    nowMs: () => output.nowMs,
    currentTask,
    ...(lines && { currentLine: callingLines() }),
    onStart: (call) => {
      for (const listener of listeners) listener.onStart(call);
    },
    onEnd: (call) => {
      for (const listener of listeners) listener.onEnd(call);
    },
  });
  return recording.kernel;
}
// #endregion

// #region printer
/**
 * Prints calls as lines between those that the program prints itself. The calls by which it
 * prints those are left out: their text stands there anyway.
 */
function printer(output: TraceOutput): CallListener {
  let isInLine = false;
  const put = (text: string) => {
    try {
      output.show(new TextEncoder().encode(text));
    } catch (error) {
      // No exception may come out of a call of the program's. It ends as SIGPIPE would end it.
      if (error instanceof OutputClosedError) process.exit(OUTPUT_CLOSED);
      throw error;
    }
  };
  const lines = new RepeatFilter(
    {
      onStart: (call) => {
        isInLine = true;
        put(formatStart(call));
      },
      onEnd: (call) => {
        isInLine = false;
        put(`${formatEnd(call, { durations: true })}\n`);
      },
    },
    PRINTED_ROW_MS,
  );
  process.on('exit', (code) => {
    if (code === OUTPUT_CLOSED) return;
    lines.flush();
    if (isInLine) put(' <unfinished ...>\n');
  });
  return {
    onStart: (call) => {
      if (isForOutput(call)) lines.flush();
      else lines.onStart(call);
    },
    onEnd: (call) => {
      if (!isForOutput(call)) lines.onEnd(call);
    },
  };
}
// #endregion

// #region recorder
/** Appends records to a file. */
function recorder(output: TraceOutput, name: string, path: string): CallListener {
  const file = new RecordFile(name, path);
  file.append(headingText({ name, clockOffsetMs: output.clockOffsetMs }));
  let left = MOST_RECORDS;
  const records = new RepeatFilter(
    {
      onStart: (call) => {
        file.append(left > 0 ? startText(call) : FULL_TEXT);
        if (left === 0) file.close();
      },
      onEnd: (call) => {
        left -= 1;
        file.append(endText(call));
      },
    },
    RECORDED_ROW_MS,
  );
  onTaskStep(
    (step) => {
      records.flush(); // a row of the same call that may go on is a line without its end
      if (left > 0) file.append(stepText(step));
    },
    () => output.nowMs,
  );
  process.on('exit', () => records.flush());
  return records;
}
// #endregion

// #region file
/** A file to append to. If that fails it says so, once, and lets the program go on. */
class RecordFile {
  readonly #name: string;
  #file: number | undefined;

  constructor(name: string, path: string) {
    this.#name = name;
    this.#try(() => {
      this.#file = openSync(path, 'a');
    });
  }

  append(text: string): void {
    const file = this.#file;
    if (file !== undefined) this.#try(() => writeSync(file, text));
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #try(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.close();
      const { message } = error as Error;
      process.stderr.write(`${this.#name}: the trace cannot be written: ${message}\n`);
    }
  }
}
// #endregion
