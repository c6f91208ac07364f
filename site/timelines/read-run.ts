/** The run behind a drawing of the build, as `npm run refresh` recorded it. */
import { readFileSync } from 'node:fs';
import type { MeasuredReplay } from '../../course/literate/buffer-samples.ts';
import { Fault } from '../../course/literate/problem.ts';
import { traceFileOf } from '../../course/literate/timeline-trace.ts';

/** Reads the run that a picture shows. Throws `Fault` if it is not beside it. */
export function readRun(picture: string): MeasuredReplay {
  const file = traceFileOf(picture);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as MeasuredReplay;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    throw new Fault(`no recorded run can be read from ${file}; run \`npm run refresh\`.`);
  }
}
