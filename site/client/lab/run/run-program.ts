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
import { readSimulation, type Simulation } from '../../../../lib/program/simulation.ts';
import { useKernel } from '../../../../lib/sys/index.ts';
import { fileName, type SimulationData } from '../program/lab-data.ts';
import type { Place } from '../program/place.ts';
import { doors } from './doors.ts';
import { failureOf } from './failure.ts';
import type { Hooks } from './hooks.ts';
import { HooksMaker } from './hooks-maker.ts';
import { LabMachine } from './lab-machine.ts';
import type { Limits } from './limits.ts';
import { link } from './link.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Ending, Job, Message } from './messages.ts';
import { parseOptions, wordsOf } from './options.ts';
import { OutputBound } from './output-bound.ts';
import { type DeclaredProgram, whileLoading } from './program.ts';
import { placesIn } from './reader-place.ts';
import { urlOf } from './reader-url.ts';
import { recorded } from './record.ts';
import { EndlessLoopError, EndlessPromiseError, ExitError } from './stopped.ts';
import { Waits } from './waits.ts';

const PROGRESS_MS = 50;

/** What a run needs of whoever runs it. */
interface Surroundings {
  readonly limits: Limits;
  /** The reader's own clock, in ms. */
  readonly clock: () => number;
  readonly tell: (message: Message) => void;
  /** The machine is made: from now on the program's clocks go by it. */
  readonly onMachine: (machine: LabMachine) => void;
  /** From now on what the program logs is shown by this. */
  readonly onOutput: (show: (text: string) => void) => void;
  /** Fulfilled once no promise has anything left to do; rejected with what nobody has caught. */
  readonly promises: () => Promise<void>;
  /** What the program has left in `process.exitCode`. */
  readonly exitCode: () => number;
}

/** Runs it to its end. Throws nothing of the program's: the ending says what it threw. */
export async function runProgram(job: Job, surroundings: Surroundings): Promise<Ending> {
  const { limits, clock, tell, onMachine, onOutput, promises, exitCode } = surroundings;
  let machine: LabMachine | undefined;
  let finish = () => {};
  let toldMs = clock();
  const progress = () => {
    if (machine === undefined || clock() - toldMs < PROGRESS_MS) return;
    toldMs = clock();
    tell({ kind: 'progress', nowMs: machine.nowMs, calls: machine.counts.total });
  };
  const calls = () => machine?.counts.total ?? 0;
  const spent = () => ({
    nowMs: machine?.nowMs ?? 0,
    calls: calls(),
    struck: machine?.struck() ?? [],
    idle: machine?.idleSliders() ?? {},
  });
  // Of a call deep in the simulation, ten frames would not reach up to the reader's.
  (Error as { stackTraceLimit?: number }).stackTraceLimit = 100;
  const watch = new LoopWatch({ calls, clock, onLook: progress }, limits);
  const waits = new Waits();
  const hooks = new HooksMaker(watch, waits);
  const bound = new OutputBound(limits.lines, (text) => {
    tell({ kind: 'output', text, atMs: machine?.nowMs ?? 0 });
  });
  const show = (bytes: Uint8Array) => bound.write(bytes);
  onOutput((text) => show(new TextEncoder().encode(`${text}\n`)));
  const placesOf = (error: unknown): Place[] => {
    if (error instanceof EndlessLoopError) return [error.place];
    if (error instanceof Error) return placesIn(error.stack ?? '', job.files);
    return [hooks.placeOf(error)].filter((place) => place !== undefined);
  };
  try {
    // While they are loaded, files may print; a machine with peers is made when the ports are known.
    const loading = simulationOf({}, limits);
    useKernel(new LabMachine(loading, [], (_descriptor, bytes) => show(bytes)));
    const { settings, main } = load(job, (path) => hooks.hooksOf(path));
    const values = readSettings(settings, wordsOf(job.options), parseOptions);
    if (values === 'help') {
      const name = fileName(job.entry).replace(/\.ts$/, '');
      tell({ kind: 'output', text: usage(name, '', settings).trim(), atMs: 0 });
      return { kind: 'done', exitCode: 0, bytesRead: [], ...spent() };
    }
    machine = new LabMachine(
      simulationOf(job.simulation, limits),
      portsAmong(settings, values),
      (_descriptor, bytes) => show(bytes),
    );
    const recording = recorded(machine, job, limits, tell, waits, progress);
    finish = recording.finish;
    useKernel(recording.kernel);
    onMachine(machine);
    await mainEnds(main(values), promises);
  } catch (error) {
    if (!(error instanceof ExitError)) {
      bound.flush();
      finish();
      const failure = failureOf(error, (one) => placesOf(one)[0], waits);
      return { kind: 'failed', failure, places: placesOf(error), ...spent() };
    }
  }
  bound.flush();
  finish();
  const end = spent();
  const bytesRead = machine?.bytesRead(limits.virtualMs - end.nowMs) ?? [];
  return { kind: 'done', exitCode: exitCode(), bytesRead, ...end };
}

/** Waits until main has ended, and whatever it has left behind. Throws what that throws. */
async function mainEnds(
  main: void | Promise<void>,
  promises: Surroundings['promises'],
): Promise<void> {
  let isOver = false;
  const ended = Promise.resolve(main).then(() => {
    isOver = true;
  });
  // Only calls let time pass: a promise that is not settled by now never will be.
  await Promise.race([ended, promises()]);
  if (!isOver) throw new EndlessPromiseError();
  await promises();
}

/** Loads the files, and answers the program that the first of them declares. */
function load(job: Job, hooksOf: (path: string) => Hooks): DeclaredProgram {
  let found: DeclaredProgram | undefined;
  whileLoading(
    (url, declared) => {
      if (url === urlOf(job.entry)) found = declared;
    },
    () => link(job.entry, job.files, doors, hooksOf),
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
