/**
 * `course workshop`: an instructor's page for the way through the core, made from what the chapters
 * and the exercises say of themselves.
 */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { chapters } from '../catalogue.ts';
import { notice } from '../notice.ts';
import { UsageError } from '../usage-error.ts';
import { summary, workshopPage } from '../workshop/page.ts';
import { planWorkshop } from '../workshop/plan.ts';

interface WorkshopOptions {
  readonly minutes: string;
  readonly start: string;
  readonly out?: string;
}

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('workshop')
    .description("print an instructor's page for a workshop through the core")
    .option('--minutes <minutes>', 'how much time there is', '210')
    .option('--start <time>', 'when it begins', '09:00')
    .option('--out <file>', 'write it to a file')
    .action(workshop);
}

function workshop({ minutes, start, out }: WorkshopOptions): void {
  const asked = minutesIn(minutes);
  const plan = planWorkshop(chapters(), asked);
  const page = workshopPage(plan, timeOfDay(start), asked);
  if (out === undefined) {
    process.stdout.write(page);
  } else {
    write(out, page);
    process.stdout.write(`${summary(plan, asked).join('\n')}\nThe page is ${out}\n`);
  }
  if (plan.over > 0)
    notice(`That is ${plan.over} minutes too many: ask for ${plan.minutes}.`);
}

/** @throws {UsageError} */
function minutesIn(text: string): number {
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 1_440) return minutes;
  throw new UsageError(`--minutes takes a whole number from 1 to 1440, not ${text}.`);
}

/** `09:00` in minutes. @throws {UsageError} */
function timeOfDay(text: string): number {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  if (hours !== undefined && Number(hours) < 24 && Number(minutes) < 60) {
    return Number(hours) * 60 + Number(minutes);
  }
  throw new UsageError(`--start takes a time of day such as 09:00, not ${text}.`);
}

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UsageError(`The page could not be written: ${(error as Error).message}.`);
  }
}
