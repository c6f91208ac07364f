/**
 * Runs a program of the reader's on a simulated machine, and tells what it does and how it ends.
 * It runs in a worker of the page, and in the tests of the lab.
 */
import {
  portsAmong,
  readSettings,
  UsageError,
  usage,
} from '../../../../lib/program/settings.ts';
import { SimulatedMachine } from '../../../../lib/program/simulated-machine.ts';
import { readSimulation, type Simulation } from '../../../../lib/program/simulation.ts';
import { useKernel } from '../../../../lib/sys/index.ts';
import { fileName, type SimulationData } from '../lab-data.ts';
import { doors } from './doors.ts';
import { failureOf } from './failure.ts';
import type { Limits } from './limits.ts';
import { link, urlOf } from './link.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Ending, Job, Message } from './messages.ts';
import { parseOptions, wordsOf } from './options.ts';
import { OutputBound } from './output-bound.ts';
import { type DeclaredProgram, whileLoading } from './program.ts';
import { placesIn } from './reader-place.ts';
import { recorded } from './record.ts';
import { EndlessLoopError } from './stopped.ts';

const PROGRESS_MS = 50;

/** What a run needs of whoever runs it. */
interface Surroundings {
  readonly limits: Limits;
  /** The reader's own clock, in ms. */
  readonly clock: () => number;
  readonly tell: (message: Message) => void;
  /** The machine is made: from now on the program's clocks go by it. */
  readonly onMachine: (machine: SimulatedMachine) => void;
  /** What the program has left in `process.exitCode`. */
  readonly exitCode: () => number;
}

/** Runs it to its end. Throws nothing of the program's: the ending says what it threw. */
export async function runProgram(job: Job, surroundings: Surroundings): Promise<Ending> {
  const { limits, clock, tell, onMachine, exitCode } = surroundings;
  let machine: SimulatedMachine | undefined;
  let finish = () => {};
  let toldMs = clock();
  const progress = () => {
    if (machine === undefined || clock() - toldMs < PROGRESS_MS) return;
    toldMs = clock();
    tell({ kind: 'progress', nowMs: machine.nowMs, calls: machine.counts.total });
  };
  const calls = () => machine?.counts.total ?? 0;
  // Of a call deep in the simulation, ten frames would not reach up to the reader's.
  (Error as { stackTraceLimit?: number }).stackTraceLimit = 100;
  const watch = new LoopWatch({ calls, clock, onLook: progress }, limits);
  try {
    const { settings, main } = load(job, (file, line) => watch.round(file, line));
    const values = readSettings(settings, wordsOf(job.options), parseOptions);
    if (values === 'help') {
      const name = fileName(job.entry).replace(/\.ts$/, '');
      tell({ kind: 'output', text: usage(name, '', settings).trim(), atMs: 0 });
      return { kind: 'done', exitCode: 0, nowMs: 0, calls: 0 };
    }
    const bound = new OutputBound(limits.lines, (text) => {
      tell({ kind: 'output', text, atMs: machine?.nowMs ?? 0 });
    });
    machine = new SimulatedMachine(
      simulationOf(job.simulation, limits),
      portsAmong(settings, values),
      (_descriptor, bytes) => bound.write(bytes),
    );
    const recording = recorded(machine, job, limits, tell, progress);
    finish = recording.finish;
    useKernel(recording.kernel);
    onMachine(machine);
    try {
      await main(values);
    } finally {
      bound.flush();
    }
    finish();
    return { kind: 'done', exitCode: exitCode(), nowMs: machine.nowMs, calls: calls() };
  } catch (error) {
    finish();
    const places =
      error instanceof EndlessLoopError
        ? [error.place]
        : placesIn(error instanceof Error ? (error.stack ?? '') : '', job.files);
    const nowMs = machine?.nowMs ?? 0;
    return { kind: 'failed', failure: failureOf(error), places, nowMs, calls: calls() };
  }
}

/** Loads the files, and answers the program that the first of them declares. */
function load(job: Job, round: (file: string, line: number) => void): DeclaredProgram {
  let found: DeclaredProgram | undefined;
  whileLoading(
    (url, declared) => {
      if (url === urlOf(job.entry)) found = declared;
    },
    () => link(job.entry, job.files, doors, { round }),
  );
  if (found !== undefined) return found;
  throw new UsageError(
    `${fileName(job.entry)} declares no program: its last lines should call program(import.meta.url, …).`,
  );
}

/** The machine with the bounds of the lab. Throws UsageError where it contradicts itself. */
function simulationOf(data: SimulationData, limits: Limits): Simulation {
  try {
    const simulation = readSimulation(data);
    const bounds = { maxCalls: limits.calls, maxVirtualMs: limits.virtualMs };
    return { ...simulation, machine: { ...simulation.machine, ...bounds } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`The simulated machine makes no sense: ${error.message}.`);
  }
}
