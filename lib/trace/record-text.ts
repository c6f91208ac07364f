/**
 * Records as text, to be written while a program runs and read when it has ended.
 *
 * Each call is one line of JSON in two halves. The first is written before the call and the
 * second after it, so that a program which is killed in the middle of a call leaves half a line,
 * and its reader knows what it was doing.
 */
import type { CallRecord, TracedProgram } from './call-record.ts';
import { bytesIn, copyOf, type MemoryCopy } from './memory-copy.ts';
import type { TaskStep } from './tasks.ts';

// #region writing
/** The first line: whose calls these are, and how far its clock is behind everybody's. */
export interface RecordHeading {
  readonly name: string;
  /** To be added to the times of this record, so that those of several programs compare. */
  readonly clockOffsetMs: number;
}

/** The text to begin with. */
export function headingText(heading: RecordHeading): string {
  return `${JSON.stringify(heading)}\n`;
}

/** The half of a line that can be written before the call. */
export function startText({
  name,
  task,
  line,
  startMs,
  arguments: passed,
}: CallRecord): string {
  const start = { name, task, line, startMs, arguments: passed.map(written) };
  return JSON.stringify(start).slice(0, -1);
}

/** The other half, with the end of the line. */
export function endText(call: CallRecord): string {
  // The start again: the first half was written between it and the call.
  const { startMs, endMs, result, repeats, insideMs } = call;
  const lists = { written: call.written.map(written) };
  const end = { startMs, endMs, ...lists, result, repeats, insideMs };
  return `,${JSON.stringify(end).slice(1)}\n`;
}

/** A step of a task, as a line of its own. It must not be written within a call. */
export function stepText({ task, startMs, endMs }: TaskStep): string {
  return `${JSON.stringify({ step: task, startMs, endMs })}\n`;
}

/** What to write instead of more calls. */
export const FULL_TEXT = '"full"\n';
// #endregion

// #region reading
/** A record that was read, in everybody's time. */
export interface ReadRecord extends TracedProgram {
  /** Whether there were more calls than were written. */
  readonly isFull: boolean;
}

/**
 * Reads what was written. A last line that was cut in the middle of writing it is left out. Throws
 * SyntaxError for a text that is no record.
 */
export function parseRecord(text: string): ReadRecord {
  const [first = '', ...lines] = text.split('\n');
  const { name, clockOffsetMs } = JSON.parse(first) as RecordHeading;
  const calls: CallRecord[] = [];
  const steps: TaskStep[] = [];
  const rest = lines.pop() ?? '';
  const isFull = lines.includes(FULL_TEXT.trimEnd());
  for (const line of lines) {
    if (line === FULL_TEXT.trimEnd()) continue;
    if (line.startsWith('{"step":')) steps.push(parseStep(line, clockOffsetMs));
    else calls.push(parseCall(line, clockOffsetMs));
  }
  const unfinished = parseUnfinished(rest, clockOffsetMs);
  if (unfinished !== undefined) calls.push(unfinished);
  return { name, calls, steps, isFull };
}

function parseStep(line: string, offsetMs: number): TaskStep {
  const { step, startMs, endMs } = JSON.parse(line);
  return { task: step, startMs: startMs + offsetMs, endMs: endMs + offsetMs };
}

function parseCall(line: string, offsetMs: number): CallRecord {
  const read = JSON.parse(line);
  if (read.arguments === undefined) throw new SyntaxError(`this is no call: ${line}`);
  return {
    name: read.name,
    task: read.task,
    line: read.line,
    startMs: read.startMs + offsetMs,
    endMs: read.endMs === undefined ? undefined : read.endMs + offsetMs,
    arguments: read.arguments.map(parsed),
    written: (read.written ?? []).map(parsed),
    result: read.result,
    repeats: read.repeats ?? 1,
    insideMs: read.insideMs,
  };
}

/** A line without its end. Even if something of the answer stands there, it may be cut. */
function parseUnfinished(half: string, offsetMs: number): CallRecord | undefined {
  try {
    const call = parseCall(`${half}}`, offsetMs);
    return { ...call, endMs: undefined, result: undefined, written: [], repeats: 1 };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
// #endregion

// #region bytes
function written(value: number | MemoryCopy | null): number | null | { bytes: string } {
  if (value === null || typeof value === 'number') return value;
  const digits = Array.from(bytesIn(value), (byte) => byte.toString(16).padStart(2, '0'));
  return { bytes: digits.join('') };
}

function parsed(value: number | null | { bytes: string }): number | MemoryCopy | null {
  if (value === null || typeof value === 'number') return value;
  const pairs = value.bytes.match(/../g) ?? [];
  return copyOf(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
// #endregion
