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
import { SimulatedKernel } from '../../sim/index.ts';
import { currentKernel, type Kernel, platform, unsupported } from '../../sys/index.ts';
import type { Break } from './break.ts';
import { breaks } from './breaks.ts';
import { checkParity, type Verdict } from './check.ts';
import { differenceLines } from './difference-lines.ts';

// As after `| head`: nobody reads on, and that is nobody's mistake.
process.stdout.on('error', () => process.exit(OUTPUT_CLOSED));

const { values, mistake } = readArguments();
if (mistake !== undefined) complain(mistake);
else if (values['list-breaks']) listBreaks();
else if (platform.system !== 'linux' || unsupported !== undefined) {
  complain('the simulated kernel is held against Linux: run this on Linux');
} else main();

function readArguments() {
  const options = {
    programs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    break: { type: 'string' },
    'list-breaks': { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    return { values, mistake: undefined };
  } catch (error) {
    const none = { programs: '', seed: '', break: undefined, 'list-breaks': false };
    return { values: none, mistake: error instanceof Error ? error.message : `${error}` };
  }
}

function main(): void {
  const programs = wholeNumber('--programs', values.programs, 1, 10_000_000);
  const seed = wholeNumber('--seed', values.seed, -(2 ** 31), 2 ** 31 - 1);
  const fault = values.break === undefined ? undefined : breaks[values.break];
  if (values.break !== undefined && fault === undefined) {
    complain(`no break is called ${values.break}: --list-breaks names them`);
  }
  if (process.exitCode !== undefined || programs === undefined || seed === undefined)
    return;
  const before = performance.now();
  const create = (): Kernel => wrapped(new SimulatedKernel(), fault);
  const verdict = checkParity(currentKernel(), create, { programs, seed });
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  report(verdict, `${verdict.programs} programs of seed ${seed} in ${seconds} s`, fault);
}

function wrapped(kernel: Kernel, fault: Break | undefined): Kernel {
  return fault === undefined ? kernel : fault.wrap(kernel);
}

function report({ difference }: Verdict, ran: string, fault: Break | undefined): void {
  if (difference === undefined) {
    console.log(`${ran}: no difference.`);
    if (fault !== undefined) console.log(`Not found: ${fault.what}.`);
  } else {
    console.log(`${ran}: a difference. The shortest program that shows it:\n`);
    for (const line of differenceLines(difference)) console.log(`  ${line}`);
    if (fault !== undefined) console.log(`\nFound: ${fault.what}.`);
  }
  const found = difference !== undefined;
  process.exitCode = found === (fault !== undefined) ? 0 : 1;
}

function listBreaks(): void {
  const width = Math.max(...Object.keys(breaks).map((name) => name.length));
  for (const [name, { what }] of Object.entries(breaks)) {
    console.log(`${name.padEnd(width)}  ${what}`);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number) {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  complain(`${name} takes a whole number from ${least} to ${most}, not ${text}`);
  return undefined;
}

function complain(message: string): void {
  console.error(`parity: ${message}`);
  process.exitCode = 2;
}
