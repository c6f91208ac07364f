/** A process that builds: whatever becomes of a build, the server stays and answers. */
import { join } from 'node:path';
import { ChildProgram } from '../processes/child-program.ts';
import type { BuildKind, BuildResult } from './build-result.ts';
import type { Worker } from './builder.ts';

/**
 * What builds the whole has a gigabyte in its memory, with the compiler. A writer who goes on after
 * a pause is told of types and hovers some seconds later; a draft is there as soon as ever.
 */
const IDLE_MS = 3 * 60_000;

/** Makes one. Its process is started with its first build. */
export function buildWorker(kind: BuildKind): Worker {
  const program = new ChildProgram<'build', BuildResult>(
    join(import.meta.dirname, 'build-process.ts'),
    kind,
    kind === 'whole' ? { idleMs: IDLE_MS } : {},
  );
  return {
    build: () =>
      program.ask('build').catch((error: Error) => {
        return { kind: 'failed', text: error.message, isOutdated: false };
      }),
    close: () => program.close(),
  };
}
