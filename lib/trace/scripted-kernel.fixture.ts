/** For tests: a kernel that answers what it is told to, on a clock that goes as it is told to. */
import type { Kernel } from '../sys/index.ts';
import type { RecorderOptions } from './call-log.ts';
import type { CallName, CallRecord } from './call-record.ts';
import { recordCalls } from './record-calls.ts';

/** What a call answers, how long it takes, and what it does to its arguments. */
export interface Answer {
  result?: number;
  ms?: number;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of any call
  write?: (...passed: any[]) => void;
  error?: Error;
}

/** A recorded kernel, the means to say what its next call answers, and what was recorded. */
export function scripted(options: RecorderOptions = {}, startMs = 100) {
  let nowMs = startMs;
  let next: Answer = {};
  const passed: { name: string; values: unknown[] }[] = [];
  const kernel = new Proxy({} as Kernel, {
    get: (_, name: CallName | 'monotonicMs') => {
      if (name === 'monotonicMs') return () => nowMs;
      return (...values: unknown[]) => {
        const { result = 0, ms = 0.001, write, error } = next;
        next = {};
        passed.push({ name, values });
        if (error) throw error;
        nowMs += ms;
        write?.(...values);
        return result;
      };
    },
  });
  const recorder = recordCalls(kernel, options);
  return {
    /** The recording kernel; its next call answers so. */
    on: (answer: Answer = {}): Kernel => {
      next = answer;
      return recorder.kernel;
    },
    /** Lets time go by outside of calls. */
    idle: (ms: number) => {
      nowMs += ms;
    },
    passed,
    trace: recorder.trace,
    calls: recorder.trace.calls,
  };
}

/** The only call that was recorded. */
export function only(calls: readonly CallRecord[]): CallRecord {
  const [call] = calls;
  if (call === undefined || calls.length !== 1) throw new Error(`${calls.length} calls`);
  return call;
}

export const text = (value: string) => new TextEncoder().encode(value);
