/** What the player says, in words: of a moment, of a lane, of numbers. */
import type { Replay, ReplayCall } from '../../../lib/trace/index.ts';
import type { BufferHint } from './buffer-states.ts';
import type { Moment } from './moments.ts';
import type { LaneState } from './states.ts';

/** Who made a call: the program, and the task of it where one is known. */
export function callerOf({ lanes }: Replay, { program, task }: ReplayCall): string {
  const name = lanes[program]?.name ?? '';
  return task === undefined ? name : `${name}, task ${lanes[task]?.name}`;
}

/** The text of a call as far as it is known at a moment. */
export function callText({ kind, call }: Moment): string {
  return kind === 'sleep' ? `${call.asked}…` : call.asked + call.answered;
}

/** What happens at a moment, behind the name of who does it. */
export function eventText({ kind, call, atMs }: Moment): string {
  const { name, repeats = 1, startMs } = call;
  if (kind === 'sleep') {
    return startMs < 0 ? `is asleep in ${name}() already` : `falls asleep in ${name}()`;
  }
  if (kind === 'wake') return `wakes in ${name}(), after ${milliseconds(atMs - startMs)}`;
  const times = repeats > 1 ? `, ${repeats.toLocaleString('en')} times` : '';
  return call.refused ? `is refused by ${name}()${times}` : `calls ${name}()${times}`;
}

/** What a lane does, in words. */
export function laneText({ state, sleepsIn }: LaneState): string {
  switch (state) {
    case 'asleep':
      return sleepsIn === undefined ? 'asleep' : `asleep in ${sleepsIn.name}()`;
    case 'absent':
      return 'not there';
    default:
      return state;
  }
}

/** One end of a connection: a program and its descriptor; others have none, which is less than 0. */
export function endText(name: string, descriptor: number): string {
  return descriptor < 0 ? name : `${name} (${descriptor})`;
}

/** What is known of a buffer. */
export function hintText(hint: BufferHint | undefined): string {
  if (hint === undefined) return 'nothing told of it';
  return `${hint.says}: ${hint.because}, at ${milliseconds(hint.atMs)}`;
}

/** A time as people read it: `0.12 ms`, `35 ms`. */
export function milliseconds(value: number): string {
  const digits = value >= 100 ? 0 : value >= 1 ? 1 : 3;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ms`;
}

/** A number of bytes as people read it. */
export function byteCount(bytes: number): string {
  return `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** How full a buffer is, as far as is known; the kernel may go a little beyond what it allows itself. */
export function fullness(share: number): string {
  if (share === 0) return 'empty';
  return share >= 0.995 ? 'full' : `about ${Math.round(100 * share)} % full`;
}
