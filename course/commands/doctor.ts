/**
 * `course doctor`: what this machine lacks, if anything, and what to do about it.
 */
import type { Command } from 'commander';
import { FAILED } from '../../lib/program/exit-codes.ts';
import { colours } from '../colours.ts';
import type { Finding } from '../doctor/finding.ts';
import { foreignFunctions, loopback, readiness } from '../doctor/kernel.ts';
import {
  nodeVersion,
  openFiles,
  platform,
  terminal,
  waitChannel,
} from '../doctor/machine.ts';

const examinations: readonly (() => Finding | Promise<Finding>)[] = [
  nodeVersion,
  platform,
  foreignFunctions,
  loopback,
  readiness,
  openFiles,
  waitChannel,
  terminal,
];

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description('say what this machine lacks for the course, and what to do about it')
    .action(async () => {
      for (const examination of examinations) {
        const finding = await examination();
        process.stdout.write(`${line(finding)}\n`);
        if (finding.verdict === 'missing') process.exitCode = FAILED;
      }
    });
}

function line({ verdict, says }: Finding): string {
  const marks = {
    ok: colours.green('OK     '),
    limited: colours.yellow('LIMITED'),
    missing: colours.red('MISSING'),
  };
  return `${marks[verdict]}  ${says}`;
}
