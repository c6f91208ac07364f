/** What came of a run, in words: one line that says it, what to think about, and where. */
import type { TypeProblem } from './compile/type-checker.ts';
import { fileName } from './program/lab-data.ts';
import type { Detail, Place } from './program/place.ts';
import { limits, patience } from './run/limits.ts';
import type { Ending, Failure } from './run/messages.ts';

/** An outcome to be shown. */
export interface Outcome {
  readonly isGood: boolean;
  /** Where it happened, if it was in the reader's files. */
  readonly place?: Place | undefined;
  /** What happened, in a sentence. */
  readonly title: string;
  /** What there is to say besides, a paragraph each. */
  readonly details: readonly string[];
  /** What is to be listed: who waits for what, other errors. */
  readonly list: readonly Detail[];
}

/** What the reader is told when a run is over that was to suffer these faults. */
export function outcomeOf(ending: Ending, faults: readonly string[]): Outcome {
  const { nowMs, calls, struck } = ending;
  const spent = `${timeText(nowMs)} of virtual time and ${count(calls, 'system call')}`;
  if (ending.kind === 'done') {
    const { exitCode } = ending;
    const title =
      exitCode === 0
        ? `Ended after ${spent}.`
        : `Ended with exit code ${exitCode}, after ${spent}.`;
    const details = [...readText(ending.bytesRead), ...idleText(faults, struck)];
    return { isGood: exitCode === 0, title, details, list: [] };
  }
  const { failure, places } = ending;
  const [place, ...callers] = places;
  const details = [...adviceOn(failure, calls, struck)];
  const [caller] = callers.filter(({ line }) => line !== place?.line);
  if (caller !== undefined) details.push(`It was called in ${placeText(caller)}.`);
  if (calls > 0 && failure.kind !== 'usage') details.push(`Until then: ${spent}.`);
  return {
    isGood: false,
    place,
    title: titleOf(failure),
    details,
    list: failure.behind,
  };
}

/** What the reader is told of types that do not fit. */
export function outcomeOfTypes(problems: readonly TypeProblem[]): Outcome {
  const [first, ...others] = problems;
  return {
    isGood: false,
    place: first,
    title: first === undefined ? '' : problemText(first),
    details: ['It was not run: the types do not fit.'],
    list: others.slice(0, 9).map((one) => ({ text: problemText(one), place: one })),
  };
}

/** What the reader is told of a run that was stopped from outside. */
export function outcomeOfStop(why: 'reader' | 'silent' | 'long', nowMs: number): Outcome {
  const until = `at ${timeText(nowMs)} of virtual time`;
  const title = {
    reader: `Stopped ${until}.`,
    silent: `Stopped ${until}: nothing was heard of it for ${timeText(patience.silentMs)}.`,
    long: `Stopped ${until}: it has run for ${timeText(patience.longestMs)}.`,
  }[why];
  const details = {
    reader: [],
    silent: [
      'It computes without a loop of its own and without a system call: look for a function that calls itself, a promise that makes the next, or a method that is given far too much.',
    ],
    long: ['Give it less to do, or a faster machine.'],
  }[why];
  return { isGood: false, title, details, list: [] };
}

/** `client-spin.ts, line 12` */
export function placeText({ file, line }: Place): string {
  return `${fileName(file)}, line ${line}`;
}

/** A time as a reader takes it in. */
export function timeText(ms: number): string {
  if (ms >= 10_000) return `${number(Math.round(ms / 100) / 10)} s`;
  return `${number(ms >= 100 ? Math.round(ms) : Number(ms.toPrecision(3)))} ms`;
}

function titleOf({ kind, name, message }: Failure): string {
  const titles: Record<Failure['kind'], string> = {
    'endless-loop': 'This loop does not end.',
    deadlock: `Deadlock: ${message}`,
    promise: 'main() awaits a promise that nobody can settle any more.',
    broken:
      message === ''
        ? 'The script that runs programs could not be fetched. Run tries it again.'
        : 'The run could not be made.',
    bound: 'Stopped here: it would go on and on.',
    output: `Stopped here: more than ${count(limits.lines, 'line')} of output.`,
    system: message,
    usage: message,
    error: name === 'thrown' ? `Thrown: ${message}` : `${name}: ${message}`,
  };
  return titles[kind];
}

function adviceOn(
  { kind, message }: Failure,
  calls: number,
  struck: readonly string[],
): readonly string[] {
  switch (kind) {
    case 'endless-loop':
      return [
        'It went round and round without a system call, so nothing outside could change. What should make its condition false?',
      ];
    case 'deadlock':
      return ['Nothing can ever wake it: a real program would hang here for ever.'];
    case 'bound':
      return calls >= limits.calls
        ? [
            `It has made ${count(limits.calls, 'system call')}, as many as a run in the lab may make. ${whyManyCalls(struck)}`,
          ]
        : [
            `${timeText(limits.virtualMs)} of virtual time are as many as a run in the lab may take. Let the other side read faster, or send less.`,
          ];
    case 'promise':
      return [
        'Time passes here in system calls alone, and none is under way. What should settle it?',
      ];
    case 'broken':
      return message === ''
        ? ['If there is a network, the site has been published anew: reload the page.']
        : [`The lab itself has failed: ${message}`];
    case 'output':
      return ['Does it print in a loop that goes on and on?'];
    default:
      return [];
  }
}

function whyManyCalls(struck: readonly string[]): string {
  const [oneByte] = struck.filter((name) => name.startsWith('one-byte-'));
  return oneByte === undefined
    ? 'Does it ask again and again instead of waiting? Or let the other side read faster.'
    : `With ${oneByte} it takes a call for each byte: send less.`;
}

/** How much the others have read in the end. */
function readText(bytesRead: readonly number[]): string[] {
  if (bytesRead.length === 0) return [];
  return [
    bytesRead.length === 1
      ? `The other side has read ${count(bytesRead[0] ?? 0, 'byte')}.`
      : `The others have read so many bytes each: ${bytesRead.map(number).join('; ')}.`,
  ];
}

/** Which of the faults have done nothing. */
function idleText(faults: readonly string[], struck: readonly string[]): string[] {
  const idle = faults.filter((name) => !struck.includes(name));
  if (idle.length === 0) return [];
  return [
    `${idle.join(', ')} did not strike: the program makes no call that it hits, or has luck. Another seed is another chance.`,
  ];
}

function problemText({ message, code }: TypeProblem): string {
  return `${message} (TS${code})`;
}

function count(value: number, thing: string): string {
  return `${number(value)} ${thing}${value === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
