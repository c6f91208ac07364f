/**
 * A call as a line of text, in the manner of strace(1).
 *
 * As there, a line comes in two parts: what is known before the call, and what is known after
 * it. Printed one by one, the first part stands alone for as long as the call sleeps.
 */
import { errnoName, errnoText, F_GETFD, F_GETFL, layouts } from '../sys/index.ts';
import { type CallRecord, directionOf, durationOf, numberAt } from './call-record.ts';
import { descriptorFlags, fileFlags, flagNames } from './constant-names.ts';
import { parameters } from './show-arguments.ts';
import { showFdSet, showPollfds } from './show-structs.ts';

// #region line
/** What stands on the line besides the call. */
export interface FormatOptions {
  /** Whether to end with the time inside the call, in seconds: `<0.000123>`. */
  readonly durations?: boolean;
  /** A time in ms on the kernel's clock; the line begins with the seconds since then. */
  readonly sinceMs?: number;
}

/**
 * The whole line: `recv(5, "foobar\nfoob"..., 1024, 0) = 1024`,
 * `send(3, "x", 1, 0) = -1 EAGAIN (Resource temporarily unavailable)`.
 */
export function formatCall(call: CallRecord, options: FormatOptions = {}): string {
  return formatStart(call, options) + formatEnd(call, options);
}

/**
 * The line as far as it is known before the call: to the first argument that the call writes. It
 * begins with the task, where that is known, as strace's begin with the process.
 */
export function formatStart(call: CallRecord, { sinceMs }: FormatOptions = {}): string {
  const task = call.task === undefined ? '' : `[${call.task}] `;
  const time = sinceMs === undefined ? '' : `${seconds(call.startMs - sinceMs)} `;
  const shown = texts(call, 0, firstAnswer(call));
  const isComplete = firstAnswer(call) === parameters[call.name].length;
  const rest = shown.length > 0 && !isComplete ? ', ' : '';
  return `${task}${time}${call.name}(${shown.join(', ')}${rest}`;
}

/** The rest of the line. */
export function formatEnd(call: CallRecord, { durations }: FormatOptions = {}): string {
  if (call.result === undefined) return ' <unfinished ...>';
  const shown = texts(call, firstAnswer(call)).join(', ');
  const repeats = call.repeats > 1 ? ` (${howOften(call, call.result)})` : '';
  const time = durations ? ` <${seconds(durationOf(call))}>` : '';
  return `${shown}) = ${formatResult(call, call.result)}${repeats}${time}`;
}

/** Of calls that received something, their number of bytes was the same, not the bytes. */
function howOften({ name, repeats }: CallRecord, result: number): string {
  const times = repeats.toLocaleString('en');
  if (directionOf(name) !== 'in' || result <= 0) return `${times} times in a row`;
  return `${times} such calls, ${result === 1 ? 'a byte' : `${result} bytes`} each`;
}

/** The place of the first argument that the call writes; the number of arguments if none is. */
function firstAnswer(call: CallRecord): number {
  const place = parameters[call.name].findIndex(({ isAnswer }) => isAnswer);
  return place === -1 ? parameters[call.name].length : place;
}

function texts(call: CallRecord, from: number, to?: number): string[] {
  return parameters[call.name].slice(from, to).flatMap((parameter, index) => {
    const text = parameter.show(call, from + index);
    return text === undefined ? [] : [text];
  });
}
// #endregion

// #region result
function formatResult(call: CallRecord, result: number): string {
  if (result < 0) return `-1 ${errnoName(-result)} (${errnoText(-result)})`;
  const waits = ['select', 'poll', 'epoll_wait', 'kevent'].includes(call.name);
  if (waits && result === 0) return '0 (Timeout)';
  if (call.name === 'select') return `${result} (${selected(call)})`;
  const [fds] = call.written;
  if (call.name === 'poll' && fds) {
    const count = fds.length / layouts.pollfd.size;
    return `${result} (${showPollfds(fds, count, 'revents')})`;
  }
  if (call.name !== 'fcntl') return `${result}`;
  const hex = `0x${result.toString(16)}`;
  if (numberAt(call, 1) === F_GETFL) return `${hex} (flags ${fileFlags(result)})`;
  if (numberAt(call, 1) !== F_GETFD || result === 0) return `${result}`;
  return `${hex} (flags ${flagNames(descriptorFlags, result)})`;
}

/** The sets after select(2), those that have anything in them: `in [5], out [7]`. */
function selected(call: CallRecord): string {
  return ['in', 'out', 'except']
    .flatMap((name, index) => {
      const set = call.written[index + 1];
      const members = set ? showFdSet(set, numberAt(call, 0)) : '[]';
      return members === '[]' ? [] : [`${name} ${members}`];
    })
    .join(', ');
}

/** Milliseconds as strace shows times: in seconds, to the microsecond. */
function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6);
}
// #endregion
