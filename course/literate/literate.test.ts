/**
 * Holds every README of the course to the code and to the runs that it shows.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { root } from '../catalogue.ts';
import { cover } from './coverage.ts';
import { readExceptions } from './exceptions.ts';
import { findReadmes, readLibrary, readPrograms } from './files.ts';
import { describeProblem, type Problem } from './problem.ts';
import { quotationsIn } from './quotation.ts';
import { parseReadme } from './readme.ts';
import { courseRunner, remembering } from './runner.ts';
import { weave } from './weave.ts';

// Each command has its own deadline; this one is for a README full of them.
const README_DEADLINE_MS = 600_000;

const readmes = findReadmes(root);
const run = remembering(courseRunner(root));

// Most programs sleep most of the time, which is their subject. Two READMEs at a time keep
// one core busy.
vi.setConfig({ maxConcurrency: 2 });

describe.concurrent('what a README shows is what is there', () => {
  it.each(readmes)('%s', { timeout: README_DEADLINE_MS }, async (file) => {
    expectNone((await weave({ root, file }, run)).problems);
  });
});

it('every line of the chapters’ programs and of the library is quoted', () => {
  const quotations = readmes
    .filter((file) => file.startsWith('chapters/'))
    .flatMap((file) => {
      const { fences } = parseReadme(readFileSync(join(root, file), 'utf8'));
      return quotationsIn(fences, { root, file });
    });
  const exceptions = readExceptions(root);
  const demanded = [...readPrograms(root), ...readLibrary(root)];
  const { lines, quoted, excepted, problems } = cover(demanded, quotations, exceptions);
  const reasons = exceptions.map(
    ({ file, region, text, reason }) => `\n  ${file}: ${region ?? text} – ${reason}`,
  );
  console.log(
    `Programs and library: ${quoted} of ${lines} lines quoted, ` +
      `${excepted} excepted.${reasons.join('')}`,
  );
  expectNone(problems);
});

function expectNone(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  expect.fail(`\n${problems.map(describeProblem).join('\n')}`);
}
