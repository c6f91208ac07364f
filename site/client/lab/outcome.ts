/** What came of a run, in words: one line that says it, what to think about, and where. */
import type { TypeProblem } from './compile/type-checker.ts';
import { fileName } from './lab-data.ts';
import type { Place } from './place.ts';
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
  /** Who waits for what, a line each. */
  readonly situation: readonly string[];
}

/** What the reader is told when a run is over. */
export function outcomeOf(ending: Ending): Outcome {
  const { nowMs, calls } = ending;
  const spent = `${timeText(nowMs)} of virtual time and ${count(calls, 'system call')}`;
  if (ending.kind === 'done') {
    const { exitCode } = ending;
    const title =
      exitCode === 0
        ? `Ended after ${spent}.`
        : `Ended with exit code ${exitCode}, after ${spent}.`;
    return { isGood: exitCode === 0, title, details: [], situation: [] };
  }
  const { failure, places } = ending;
  const [place, ...callers] = places;
  const details = [...adviceOn(failure, calls)];
  const [caller] = callers.filter(({ line }) => line !== place?.line);
  if (caller !== undefined) details.push(`It was called in ${placeText(caller)}.`);
  if (calls > 0 && failure.kind !== 'usage') details.push(`Until then: ${spent}.`);
  return {
    isGood: false,
    place,
    title: titleOf(failure),
    details,
    situation: situationOf(failure),
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
    situation: others.slice(0, 9).map((one) => `${placeText(one)}: ${problemText(one)}`),
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
  return { isGood: false, title, details, situation: [] };
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
    deadlock: `Deadlock: ${message.split('\n')[0]}`,
    bound: 'Stopped here: it would go on and on.',
    output: `Stopped here: more than ${count(limits.lines, 'line')} of output.`,
    system: message,
    usage: message,
    error: name === 'thrown' ? `Thrown: ${message}` : `${name}: ${message}`,
  };
  return titles[kind];
}

function adviceOn({ kind }: Failure, calls: number): readonly string[] {
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
            `It has made ${count(limits.calls, 'system call')}, as many as a run in the lab may make. Does it ask again and again instead of waiting? Or let the other side read faster.`,
          ]
        : [
            `${timeText(limits.virtualMs)} of virtual time are as many as a run in the lab may take. Let the other side read faster, or send less.`,
          ];
    case 'output':
      return ['Does it print in a loop that goes on and on?'];
    default:
      return [];
  }
}

/** The lines of a deadlock's message that tell what each descriptor and peer is at. */
function situationOf({ kind, message }: Failure): string[] {
  if (kind !== 'deadlock') return [];
  return message
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
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
