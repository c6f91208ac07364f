/** A process that builds: whatever becomes of a build, the server stays and answers. */
import { join } from 'node:path';
import { ChildProgram } from '../processes/child-program.ts';
import type { BuildKind, BuildResult } from './build-result.ts';
import type { Worker } from './builder.ts';

/** Makes one. Its process is started with its first build. */
export function buildWorker(kind: BuildKind): Worker {
  const program = new ChildProgram<'build', BuildResult>(
    join(import.meta.dirname, 'build-process.ts'),
    kind,
  );
  return {
    build: () =>
      program.ask('build').catch((error: Error) => {
        return { kind: 'failed', text: error.message, isOutdated: false };
      }),
    close: () => program.close(),
  };
}
