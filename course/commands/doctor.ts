/**
 * `course doctor`: what this machine lacks, if anything, and what to do about it.
 */
import type { Command } from 'commander';
import { FAILED } from '../../lib/program/exit-codes.ts';
import { colours } from '../colours.ts';
import type { Finding } from '../doctor/finding.ts';
import { foreignFunctions, loopback, readiness, simulation } from '../doctor/kernel.ts';
import {
  nodeVersion,
  openFiles,
  platform,
  terminal,
  waitChannel,
} from '../doctor/machine.ts';
import { printDocument } from '../for-scripts.ts';
import { isOnlyKernel } from '../simulation-here.ts';

// By the names under which scripts get them.
type Examinations = Readonly<Record<string, () => Finding | Promise<Finding>>>;

const withKernel: Examinations = {
  node: nodeVersion,
  platform,
  koffi: foreignFunctions,
  loopback,
  readiness,
  'open-files': openFiles,
  'wait-channel': waitChannel,
  terminal,
};

/** Where the simulated kernel is all there is, nothing else is called. */
const withoutKernel: Examinations = {
  node: nodeVersion,
  platform,
  simulation,
  terminal,
};

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description('say what this machine lacks for the course, and what to do about it')
    .option('--json', 'print it as one JSON document, for scripts')
    .action(doctor);
}

async function doctor({ json = false }: { json?: boolean }): Promise<void> {
  const findings: (Finding & { name: string })[] = [];
  const examinations = isOnlyKernel ? withoutKernel : withKernel;
  for (const [name, examination] of Object.entries(examinations)) {
    const finding = await examination();
    findings.push({ name, ...finding });
    if (!json) process.stdout.write(`${line(finding)}\n`);
  }
  const ok = findings.every(({ verdict }) => verdict !== 'missing');
  if (json) printDocument({ ok, findings });
  if (!ok) process.exitCode = FAILED;
}

function line({ verdict, says }: Finding): string {
  const marks = {
    ok: colours.green('OK     '),
    limited: colours.yellow('LIMITED'),
    missing: colours.red('MISSING'),
  };
  return `${marks[verdict]}  ${says}`;
}
