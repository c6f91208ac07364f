/**
 * `course refresh`: brings what is recorded (READMEs, and how known mistakes behave) into step with
 * the code and its runs.
 */
import { relative } from 'node:path';
import type { Command } from 'commander';
import { type Chapter, chapters, findChapter, root } from '../catalogue.ts';
import { recordBehaviours } from '../exercises/record-behaviours.ts';
import { findReadmes, findReadmesUnder } from '../literate/files.ts';
import { describeProblem } from '../literate/problem.ts';
import { refresh } from '../literate/refresh.ts';
import { courseRunner } from '../literate/runner.ts';
import { recordQuickest } from '../literate/timeline-recorder.ts';

/** Adds `course refresh [chapter]`. */
export function register(command: Command): void {
  command
    .command('refresh')
    .helpGroup('For those who write the course:')
    .description(
      'write listings, transcripts, values, quizzes and pictures into the READMEs, and record mistakes',
    )
    .argument('[chapter]', 'only this chapter with its exercises')
    .action(async (name: string | undefined) => {
      const chapter = name === undefined ? undefined : findChapter(name);
      const chosen = chapter ? [chapter] : chapters();
      const paths = chapter ? readmesOf(chapter) : findReadmes(root);
      const { written, problems } = await refresh(
        paths,
        root,
        courseRunner(root),
        recordQuickest,
      );
      for (const file of written) console.log(`wrote ${file}`);
      console.log(
        `${paths.length - written.length} of ${paths.length} READMEs unchanged`,
      );
      const recorded = await recordBehaviours(
        chosen.flatMap(({ exercises }) => exercises),
      );
      for (const file of recorded) console.log(`wrote ${relative(root, file)}`);
      for (const problem of problems) console.error(describeProblem(problem));
      if (problems.length > 0) process.exitCode = 1;
    });
}

function readmesOf({ id }: Chapter): string[] {
  return ['chapters', 'exercises', 'solutions'].flatMap((folder) =>
    findReadmesUnder(root, `${folder}/${id}`),
  );
}
