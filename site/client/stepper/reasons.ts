/** Why a call did what it did, in a sentence, and what the program does next. */
import type { ReplayCall } from '../../../lib/trace/index.ts';
import type { RunState } from './states.ts';
import { byteCount, milliseconds } from './words.ts';

// What is shorter than that between two calls, in ms, is nothing to speak of.
const LEAST_GAP_MS = 0.2;

/** The sentences about a moment; `''` where nothing is to be said. */
export function reasonText({ moment, nextMs }: RunState): string {
  const { kind, call, atMs } = moment;
  const reason = {
    sleep: () => whyAsleep(call),
    wake: () => whyAwake(call),
    call: () => (call.refused ? whyRefused(call) : whatMoved(call)),
  }[kind]();
  const gapMs = (nextMs ?? 0) - atMs;
  if (kind === 'sleep' || gapMs < LEAST_GAP_MS) return reason;
  return `${reason} Until its next call it runs for ${milliseconds(gapMs)}.`.trimStart();
}

function whyAsleep({ name, sets, asked }: ReplayCall): string {
  // It may have taken some of its bytes, and sleeps for the sake of the others.
  if (name === 'send') return 'There is no room for all of its bytes.';
  if (sets === undefined) return `${stateOfThings[name] ?? ''}`;
  const { in: readers, out: writers } = sets.wanted;
  const reasons = [
    ...(readers.length > 0 ? [`something to read on ${either(readers)}`] : []),
    ...(writers.length > 0
      ? [`room for about a third of the buffer on ${either(writers)}`]
      : []),
  ];
  if (reasons.length === 0) return 'It sleeps until its time limit is over.';
  const limit = asked.includes('tv_sec=') ? ', or its time limit is over' : '';
  return `It sleeps until there is ${reasons.join(', or ')}${limit}.`;
}

function whyAwake(call: ReplayCall): string {
  const { sets } = call;
  if (sets === undefined) return whatMoved(call);
  const { in: readable, out: writable } = sets.ready;
  const ready = [
    ...(readable.length > 0 ? [`something to read on ${both(readable)}`] : []),
    ...(writable.length > 0 ? [`room again on ${both(writable)}`] : []),
  ];
  if (ready.length === 0) return 'Its time is up, and nothing is ready.';
  return `There is ${ready.join(', and ')}.`;
}

function whyRefused({ name }: ReplayCall): string {
  const state = stateOfThings[name];
  return state === undefined ? '' : `${state} The descriptor is told not to wait.`;
}

function whatMoved({ bytes, name, repeats }: ReplayCall): string {
  if (bytes === undefined || name === 'write') return '';
  const all = repeats === undefined ? '' : ' in all';
  const where =
    name === 'send' ? 'into the sender’s buffer' : 'out of the receiver’s buffer';
  return `${byteCount(bytes)} ${where}${all}.`;
}

const stateOfThings: Readonly<Record<string, string>> = {
  send: 'The buffer is full.',
  recv: 'Nothing has arrived.',
  read: 'Nothing has arrived.',
  accept4: 'Nobody has connected.',
};

function either(fds: readonly number[]): string {
  return fds.join(' or ');
}

function both(fds: readonly number[]): string {
  return fds.join(' and ');
}
