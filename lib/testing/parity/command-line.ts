/**
 * The command line of parity: many random programs on the real and the simulated kernel.
 *
 *     npm run -s parity -- [--programs N] [--seed S] [--break NAME] [--list-breaks]
 *
 * Exit code 0: no difference (with --break: the fault was found). 1: a difference (the fault was not
 * found). 2: a mistake in the arguments.
 */
import { parseArgs } from 'node:util';
import { OUTPUT_CLOSED } from '../../program/exit-codes.ts';
import { UsageError } from '../../program/settings.ts';
import { SimulatedKernel } from '../../sim/index.ts';
import { currentKernel, platform, unsupported } from '../../sys/index.ts';
import { breaks } from './breaks.ts';
import { checkParity, type Verdict } from './check.ts';
import { differenceLines } from './difference-lines.ts';

const options = {
  programs: { type: 'string', default: '2000' },
  seed: { type: 'string', default: '1' },
  break: { type: 'string' },
  'list-breaks': { type: 'boolean', default: false },
} as const;

// As after `| head`: nobody reads on, and that is nobody's mistake.
process.stdout.on('error', () => process.exit(OUTPUT_CLOSED));

try {
  const values = readArguments();
  process.exitCode = values['list-breaks'] ? listBreaks() : search(values);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`parity: ${error.message}`);
  process.exitCode = 2;
}

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    // The first of several lines says what is wrong.
    throw new UsageError(`${(error as Error).message.split('\n')[0]}`);
  }
}

/** Runs the programs and says what came of them. Answers the exit code; throws UsageError. */
function search(values: ReturnType<typeof readArguments>): number {
  if (platform.system !== 'linux' || unsupported !== undefined) {
    throw new UsageError('the simulated kernel is held against Linux: run this on Linux');
  }
  const programs = wholeNumber('--programs', values.programs, 1, 10_000_000);
  const seed = wholeNumber('--seed', values.seed, -(2 ** 31), 2 ** 31 - 1);
  const fault = values.break === undefined ? undefined : breaks[values.break];
  if (values.break !== undefined && fault === undefined) {
    throw new UsageError(`no break is called ${values.break}: --list-breaks names them`);
  }
  const create = () => {
    const kernel = new SimulatedKernel();
    return fault?.wrap(kernel) ?? kernel;
  };
  const before = performance.now();
  const verdict = checkParity(currentKernel(), create, { programs, seed });
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  report(verdict, `${verdict.programs} programs of seed ${seed} in ${seconds} s`);
  const found = verdict.difference !== undefined;
  if (fault !== undefined)
    console.log(`\n${found ? 'Found' : 'Not found'}: ${fault.what}.`);
  return found === (fault !== undefined) ? 0 : 1;
}

function report({ difference }: Verdict, ran: string): void {
  if (difference === undefined) {
    console.log(`${ran}: no difference.`);
    return;
  }
  console.log(`${ran}: a difference. The shortest program that shows it:\n`);
  for (const line of differenceLines(difference)) console.log(`  ${line}`);
}

function listBreaks(): number {
  const width = Math.max(...Object.keys(breaks).map((name) => name.length));
  for (const [name, { what }] of Object.entries(breaks)) {
    console.log(`${name.padEnd(width)}  ${what}`);
  }
  return 0;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  throw new UsageError(
    `${name} takes a whole number from ${least} to ${most}, not ${text}`,
  );
}
