/**
 * Asks the TypeScript compiler about the files of exercises.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Exercise, root } from '../catalogue.ts';

/** The files of these exercises that do not compile, a sentence for each error. */
export async function compileProblems(exercises: readonly Exercise[]): Promise<string[]> {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const child = spawn(process.execPath, [compiler, '--pretty', 'false'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = (await text(child.stdout)).split('\n');
  return exercises.flatMap(({ id, folder, solution }) => {
    const folders = [folder, solution].map((each) => `${relative(root, each)}/`);
    return lines
      .filter((line) => folders.some((each) => line.startsWith(each)))
      .map((line) => `${id}: ${line} Mend it: each answer that is shipped compiles.`);
  });
}
