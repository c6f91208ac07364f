/** What the page tells the worker that runs a program, and what the worker tells the page. */
import type { SeenBuffers } from '../program/buffer-rows.ts';
import type { CompiledFile } from '../program/compiled-file.ts';
import type { IdleSliders, SimulationData } from '../program/lab-data.ts';
import type { Detail, Place } from '../program/place.ts';

/** A program to be run. */
export interface Job {
  /** The path of the program's file. */
  readonly entry: string;
  readonly files: readonly CompiledFile[];
  /** As the reader typed them. */
  readonly options: string;
  readonly simulation: SimulationData;
}

/** What a worker says while it runs. Times are virtual. */
export type Message =
  /** The script is there, and the program about to be run. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'output'; readonly text: string; readonly atMs: number }
  | { readonly kind: 'progress'; readonly nowMs: number; readonly calls: number }
  /** A piece of the record of the system calls, for `parseRecord` when put together. */
  | { readonly kind: 'record'; readonly text: string }
  /** More rows of what lay in the buffers, and all connections that there are by now. */
  | ({ readonly kind: 'buffers' } & SeenBuffers)
  | { readonly kind: 'ended'; readonly ending: Ending };

/** How a run ended, after how much. Places are in the reader's files, the innermost first. */
export type Ending = {
  readonly nowMs: number;
  readonly calls: number;
  /** The faults that have struck. */
  readonly struck: readonly string[];
  /** The sliders that did nothing. */
  readonly idle: IdleSliders;
} & (
  | {
      readonly kind: 'done';
      readonly exitCode: number;
      /** How many bytes each peer has read in the end. */
      readonly bytesRead: readonly number[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly places: Place[] }
);

/** What went wrong, in words that are shown as they are. */
export interface Failure {
  readonly kind:
    | 'endless-loop'
    | 'deadlock'
    | 'bound'
    | 'output'
    | 'system'
    | 'usage'
    | 'promise'
    | 'broken'
    | 'error';
  /** The name of the error's class. */
  readonly name: string;
  readonly message: string;
  /** What lies behind it: the errors that caused it, or who waits for what. */
  readonly behind: readonly Detail[];
}
