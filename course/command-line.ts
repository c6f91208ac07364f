/**
 * The course's command line: `npx course COMMAND …`.
 *
 * Here is what all commands share: which there are, exit codes, and how errors are told. A
 * mistake of the user ends in one line and exit code 2; anything unexpected is a bug of the
 * course and keeps its stack, because somebody will have to find it.
 */
import { type Argument, Command, CommanderError } from 'commander';
import { FAILED, MISUSED } from '../lib/program/exit-codes.ts';
import { watchOutput } from './broken-pipe.ts';
import { printDocument } from './for-scripts.ts';
import { wrap } from './text/wrap.ts';
import { UsageError } from './usage-error.ts';

interface CommandModule {
  /** Adds the command to the command line. */
  register(program: Command): void;
}

// In the order of `--help`.
const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  start: () => import('./commands/start.ts'),
  watch: () => import('./commands/watch.ts'),
  list: () => import('./commands/list.ts'),
  run: () => import('./commands/run.ts'),
  check: () => import('./commands/check.ts'),
  hint: () => import('./commands/hint.ts'),
  solution: () => import('./commands/solution.ts'),
  diff: () => import('./commands/diff.ts'),
  reset: () => import('./commands/reset.ts'),
  goto: () => import('./commands/goto.ts'),
  doctor: () => import('./commands/doctor.ts'),
  workshop: () => import('./commands/workshop.ts'),
  refresh: () => import('./commands/refresh.ts'),
};

/** Does what was typed after `course`, and sets the process's exit code. */
export async function main(typed: string[]): Promise<void> {
  watchOutput();
  // What follows a program's name belongs to that program.
  const json = typed[0] !== 'run' && typed.includes('--json');
  const tell = json ? reportToScript : report;
  process.on('uncaughtException', (error) => process.exit(tell(error)));
  try {
    const program = await commandLine(typed[0], json);
    if (typed.length === 0) program.outputHelp();
    else await program.parseAsync(typed, { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** The command line; for the sake of its start, with no more than the command that is wanted. */
async function commandLine(wanted = '', json: boolean): Promise<Command> {
  const program = new Command('npx course')
    .description('Would Block: non-blocking I/O from the system call up, in TypeScript')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({
      // Beside names so long, a terminal of 80 columns has no more room.
      minWidthToWrap: 25,
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.map(humanReadable)].join(' '),
    })
    .configureOutput({
      // A script gets it as a document.
      outputError: (text, write) => json || write(`${oneLine(text)}\n`),
    });
  const needed = Object.hasOwn(commands, wanted) ? [wanted] : Object.keys(commands);
  const modules = await Promise.all(needed.map((name) => commands[name]?.()));
  for (const module of modules) module?.register(program);
  return program;
}

/** An argument as `--help` shows it. */
function humanReadable(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** Commander's `error: unknown command 'lst'\n(Did you mean list?)` as sentences in one line. */
function oneLine(text: string): string {
  const [what = '', ...more] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\.$/, '')}.`;
  const offers = more.map((offer) => offer.replace(/^\(|\)$/g, ''));
  return [sentence, ...offers, 'See npx course --help.'].join(' ');
}

/** Tells an error to whom it concerns, and answers the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
  if (error instanceof UsageError) {
    const { columns = Number.POSITIVE_INFINITY } = process.stderr;
    process.stderr.write(`${wrap(error.message, columns).join('\n')}\n`);
    return MISUSED;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `${stack}\n\nThis is a bug in the course, not a mistake of yours. Please report it, with ` +
      `the lines above and those of npx course doctor.\n`,
  );
  return FAILED;
}

/** The same for a script: a document in the place of the one that it has asked for. */
function reportToScript(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const isMisuse = error instanceof CommanderError || error instanceof UsageError;
  const text = error instanceof Error ? error.message : String(error);
  const message = error instanceof CommanderError ? oneLine(text) : text;
  printDocument({ error: { kind: isMisuse ? 'misuse' : 'bug', message } });
  return isMisuse ? MISUSED : report(error);
}
