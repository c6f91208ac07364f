/**
 * A small repository in a temporary folder, for the tests of the literate checks.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { describeProblem } from './problem.ts';
import { refresh } from './refresh.ts';
import type { Runner } from './runner.ts';
import { weave } from './weave.ts';

/** The README that the tests write and check. */
export const README = 'chapters/01-blocking/README.md';

/** Makes a folder with files, and removes it when the test has ended; answers its path. */
export function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'course-literate-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** A runner that prints what is given for a command, and fails the test for any other. */
export function printing(outputs: Readonly<Record<string, string>>): Runner {
  return async (argumentList) => {
    const output = outputs[argumentList.join(' ')];
    if (output === undefined) throw new Error(`no output for ${argumentList.join(' ')}`);
    return output.split('\n');
  };
}

const nothing = printing({});

/** What is wrong with the README, a line each. */
export async function problemsOf(root: string, run = nothing): Promise<string[]> {
  const { problems } = await weave({ root, file: README }, run);
  return problems.map(describeProblem);
}

/**
 * Refreshes the README twice and answers with its text. Fails the test if the second
 * refresh writes anything, or if the check finds something that the refresh should have
 * mended.
 */
export async function refreshed(root: string, run = nothing): Promise<string> {
  await refresh([README], root, run);
  const text = readFileSync(join(root, README), 'utf8');
  const again = await refresh([README], root, run);
  if (again.written.length > 0) {
    const later = readFileSync(join(root, README), 'utf8');
    throw new Error(`refresh is not idempotent:\n${text}\nbecame\n${later}`);
  }
  return text;
}
