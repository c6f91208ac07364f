/**
 * `course run CHAPTER [PROGRAM] [arguments…]`: runs a program of a chapter, together with the
 * servers or clients that it makes no sense without.
 */
import type { Command } from 'commander';
import { FAILED, MISUSED } from '../../lib/program/exit-codes.ts';
import { type Chapter, findChapter, findProgram, type Program } from '../catalogue.ts';
import { heading, programLines } from '../contents.ts';
import { readProgress, updateProgress } from '../progress.ts';
import { castOf, givesPort, hasCompanions } from '../run/cast.ts';
import { RunFailure } from '../run/child.ts';
import type { Outcome } from '../run/interruption.ts';
import { runAlone, runTogether } from '../run/perform.ts';
import { Recording } from '../run/recording.ts';
import { type TraceFlags, takeTraceFlags, wantsTrace } from '../run/trace-flags.ts';
import { UsageError } from '../usage-error.ts';

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
    // Options after the chapter are the program's, `run 01 client --help`, but for those above.
    .passThroughOptions()
    .action(run);
}

async function run(
  chapterName: string,
  firstWord: string | undefined,
  words: string[],
  given: Partial<TraceFlags>,
): Promise<void> {
  const chapter = findChapter(chapterName);
  const everything = firstWord === undefined ? words : [firstWord, ...words];
  const { flags, rest } = takeTraceFlags(everything, given);
  const [programName, ...typed] = rest;
  if (programName === undefined) {
    if (wantsTrace(flags)) {
      throw new UsageError(
        `Name the program to trace: npx course run ${chapter.number} PROGRAM --trace`,
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
  const recording = new Recording(flags);
  const outcome = await play(chapter, program, typed, recording);
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
    `${heading(chapter)}  ${chapter.question}`,
    ...programLines(chapter, readProgress()),
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
  const asksForHelp = typed.includes('--help') || typed.includes('-h');
  try {
    if (hasCompanions(program) && !givesPort(typed) && !asksForHelp) {
      const cast = castOf(chapter, program, typed);
      const outcome = await runTogether(cast, environmentFor);
      // Programs that fail among their companions are meant to: chapters show how.
      return { ...outcome, isDone: outcome.exitCode !== MISUSED };
    }
    const outcome = await runAlone(program, typed, environmentFor);
    // Who fails alone has found nobody at the port, or the port taken.
    const isDone = (outcome.exitCode === 0 || outcome.interrupted) && !asksForHelp;
    return { ...outcome, isDone };
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { exitCode: FAILED, interrupted: false, isDone: false };
  }
}

function remember(chapter: Chapter, program: Program): void {
  const name = `${chapter.id}/${program.name}`;
  if (readProgress().runs.includes(name)) return;
  updateProgress((progress) => {
    progress.runs.push(name);
  });
}
