/** The record of a run, in the text of `lib/trace`, handed to the page piece by piece. */
import type { Kernel } from '../../../../lib/sys/index.ts';
import {
  currentTask,
  endText,
  FULL_TEXT,
  headingText,
  onTaskStep,
  RepeatFilter,
  recordCalls,
  startText,
  stepText,
} from '../../../../lib/trace/index.ts';
import { fileName } from '../program/lab-data.ts';
import { callingLines } from './calling-line.ts';
import type { LabMachine } from './lab-machine.ts';
import type { Limits } from './limits.ts';
import type { Job, Message } from './messages.ts';
import type { Waits } from './waits.ts';

// A row of the same call is counted for so long, in virtual time, before the count is written.
const ROW_MS = 5;
const PIECE_CHARACTERS = 20_000;
const PIECE_ROWS = 5_000;

/** A kernel whose calls are recorded, and what ends the record. */
interface Recording {
  readonly kernel: Kernel;
  /** Hands on what is left. */
  readonly finish: () => void;
}

/** A kernel like `kernel`; `waits` hears of each of its calls, and `onCall` is called at each. */
export function recorded(
  kernel: LabMachine,
  { entry, files }: Job,
  limits: Limits,
  tell: (message: Message) => void,
  waits: Waits,
  onCall: () => void,
): Recording {
  const name = fileName(entry).replace(/\.ts$/, '');
  let text = headingText({ name, clockOffsetMs: 0 });
  let left = limits.records;
  const put = (more: string) => {
    text += more;
    if (text.length > PIECE_CHARACTERS) flush();
  };
  const flush = () => {
    if (text !== '') tell({ kind: 'record', text });
    text = '';
  };
  const { buffers } = kernel;
  const flushBuffers = () => {
    if (buffers.length > 0) tell({ kind: 'buffers', ...buffers.take() });
  };
  const filter = new RepeatFilter(
    {
      onStart: (call) => {
        if (left > 0) put(startText(call));
        if (left === 0) put(FULL_TEXT);
      },
      onEnd: (call) => {
        if (left > 0) put(endText(call));
        left -= 1;
        if (left === 0) buffers.stop();
      },
    },
    ROW_MS,
  );
  // Looked at in this way, the clock does not go on: the run is what it is without a record.
  const nowMs = () => kernel.nowMs;
  onTaskStep((step) => {
    filter.flush();
    if (left > 0) put(stepText(step));
  }, nowMs);
  const recording = recordCalls(kernel, {
    limit: 0,
    nowMs,
    currentTask,
    currentLine: callingLines(files),
    onStart: (call) => {
      onCall();
      waits.begins(call);
      filter.onStart(call);
    },
    onEnd: (call) => {
      waits.ends(call);
      filter.onEnd(call);
      if (buffers.length > PIECE_ROWS) flushBuffers();
    },
  });
  return {
    kernel: recording.kernel,
    finish: () => {
      onTaskStep(undefined);
      filter.flush();
      flush();
      flushBuffers();
      buffers.stop();
    },
  };
}
