/**
 * `course run CHAPTER [PROGRAM] [arguments…]`: runs a program of a chapter, together with the
 * servers or clients that it makes no sense without.
 */
import type { Command } from 'commander';
import { FAILED, MISUSED } from '../../lib/program/exit-codes.ts';
import { type Chapter, findChapter, findProgram, type Program } from '../catalogue.ts';
import { castLines, heading } from '../contents.ts';
import { readProgress, updateProgress } from '../progress.ts';
import { castOf, givesPort, hasCompanions } from '../run/cast.ts';
import { RunFailure } from '../run/child.ts';
import type { Outcome } from '../run/interruption.ts';
import { runAlone, runTogether } from '../run/perform.ts';
import { Recording } from '../run/recording.ts';
import { simulatedEnvironment } from '../run/simulated.ts';
import {
  collected,
  type GivenSimulationFlags,
  type SimulationFlags,
  takeSimulationFlags,
} from '../run/simulation-flags.ts';
import { type TraceFlags, takeTraceFlags, wantsTrace } from '../run/trace-flags.ts';
import { simulationHere } from '../simulation-here.ts';
import { terminalWidth, wrap } from '../text/wrap.ts';
import { UsageError } from '../usage-error.ts';

const onSimulatedKernel = 'This is on the simulated kernel, in virtual time.';
// How long output that nobody takes may keep an interrupted run from ending.
const LAST_WORDS_MS = 500;

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('run')
    .description("run a chapter's program, and the others that it talks to")
    .argument('<chapter>', '01, 1 or blocking')
    .argument('[program]', 'without it, lists the programs of the chapter')
    .argument(
      '[arguments...]',
      'for the program; with a port, which comes first, it runs alone',
    )
    .option('--trace', 'print the system calls of the programs, as strace does')
    .option('--trace-out <file>', 'write them to a file for https://ui.perfetto.dev')
    .option('--trace-summary', 'print how many there were, and how long they took')
    .option('--sim', 'on the simulated kernel, in virtual time')
    .option('--sim-seed <n>', 'the same, with the chance that this number gives')
    .option('--sim-fault <name>', 'the same, and this goes wrong', collected)
    // Options after the chapter are the program's, `run 01 client --help`, but for those above.
    .passThroughOptions()
    .action(run);
}

async function run(
  chapterName: string,
  firstWord: string | undefined,
  words: string[],
  given: Partial<TraceFlags> & GivenSimulationFlags,
): Promise<void> {
  const chapter = findChapter(chapterName);
  const everything = firstWord === undefined ? words : [firstWord, ...words];
  const { flags, rest: untraced } = takeTraceFlags(everything, given);
  const { simulation, rest } = await takeSimulationFlags(untraced, given);
  const [programName, ...typed] = rest;
  if (programName === undefined) {
    const flag = wantsTrace(flags) ? '--trace' : '--sim';
    if (wantsTrace(flags) || simulation.isAsked) {
      const what = wantsTrace(flags) ? 'trace' : 'simulate';
      throw new UsageError(
        `Name the program to ${what}: npx course run ${chapter.number} PROGRAM ${flag}`,
      );
    }
    process.stdout.write(`${introduction(chapter).join('\n')}\n`);
    return;
  }
  if (programName.startsWith('-')) {
    throw new UsageError(
      `Name the program before its options: npx course run ${chapter.number} PROGRAM ${programName}`,
    );
  }
  const program = findProgram(chapter, programName);
  const { isSimulated, notice } = simulationHere(simulation.isAsked);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const recording = new Recording(flags, isSimulated);
  const outcome = isSimulated
    ? await playSimulated(program, typed, recording, simulation)
    : await play(chapter, program, typed, recording);
  report(recording.finish(), outcome);
  if (outcome.isDone) remember(chapter, program);
  process.exitCode = outcome.exitCode;
  if (outcome.interrupted) {
    // Unreferenced: it only fires if something else keeps the process from ending.
    setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
  }
}

/** Prints what a recording has to say. */
function report(lines: readonly string[], { interrupted }: Outcome): void {
  if (lines.length === 0) return;
  // A program that was stopped may have left a line without its end.
  const before = interrupted ? '\n' : '';
  process.stdout.write(`${before}${lines.join('\n')}\n`);
}

function introduction(chapter: Chapter): string[] {
  return [
    ...wrap(`${heading(chapter)}  ${chapter.question}`, terminalWidth()),
    ...castLines(chapter, readProgress(), terminalWidth()),
    '',
    `Run one with: npx course run ${chapter.number} PROGRAM`,
  ];
}

/** How a run ended, for the command that it was. */
interface Run extends Outcome {
  /** Whether the reader has seen the program do what it does. */
  isDone: boolean;
}

async function play(
  chapter: Chapter,
  program: Program,
  typed: string[],
  recording: Recording,
): Promise<Run> {
  const environmentFor = (label: string) => recording.environmentFor(label);
  try {
    if (hasCompanions(program) && !givesPort(typed) && !asksForHelp(typed)) {
      const cast = castOf(chapter, program, typed);
      const outcome = await runTogether(cast, environmentFor);
      // Programs that fail among their companions are meant to: chapters show how.
      return { ...outcome, isDone: outcome.exitCode !== MISUSED };
    }
    const outcome = await runAlone(program, typed, environmentFor);
    // Who fails alone has found nobody at the port, or the port taken.
    const isDone = (outcome.exitCode === 0 || outcome.interrupted) && !asksForHelp(typed);
    return { ...outcome, isDone };
  } catch (error) {
    return failure(error);
  }
}

/** Runs a program on the simulated kernel, where scripts stand for its companions. */
async function playSimulated(
  program: Program,
  typed: string[],
  recording: Recording,
  flags: SimulationFlags,
): Promise<Run> {
  try {
    const simulated = simulatedEnvironment(program, flags);
    if (flags.isAsked) process.stderr.write(`${onSimulatedKernel}\n`);
    const options = typed.length > 0 ? typed : program.with;
    const outcome = await runAlone(program, options, (label) => ({
      ...simulated,
      ...recording.environmentFor(label),
    }));
    return { ...outcome, isDone: outcome.exitCode !== MISUSED && !asksForHelp(typed) };
  } catch (error) {
    return failure(error);
  }
}

function asksForHelp(typed: readonly string[]): boolean {
  return typed.includes('--help') || typed.includes('-h');
}

/** A run that could not be. Rethrows what is not a RunFailure. */
function failure(error: unknown): Run {
  if (!(error instanceof RunFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  return { exitCode: FAILED, interrupted: false, isDone: false };
}

function remember(chapter: Chapter, program: Program): void {
  const name = `${chapter.id}/${program.name}`;
  if (readProgress().runs.includes(name)) return;
  updateProgress((progress) => {
    progress.runs.push(name);
  });
}
