/** What typedoc finds in the library: its exports, resolved, each with its docstring. */
import { join } from 'node:path';
import { Application, type ProjectReflection } from 'typedoc';
import type { Door } from './api-addresses.ts';

/** The file that opens a door. */
export function doorFile(door: Door): string {
  return door === 'would-block' ? 'lib/index.ts' : `lib/${door}/index.ts`;
}

/** Reads the files that open the library in the repository at `root`. */
export async function convertLibrary(
  root: string,
  files: readonly string[],
): Promise<ProjectReflection> {
  const application = await Application.bootstrap({
    entryPoints: files.map((file) => join(root, file)),
    tsconfig: join(root, 'site', 'api', 'tsconfig.json'),
    displayBasePath: root,
    disableGit: true,
    sourceLinkTemplate: '{path}',
    readme: 'none',
    excludePrivate: true,
    excludeProtected: true,
    excludeExternals: true,
    excludeInternal: true,
    sort: ['source-order'],
    logLevel: 'None',
    // The compiler has a command of its own: `npm run types`.
    skipErrorChecking: true,
  });
  const project = await application.convert();
  if (project === undefined) throw new Error('typedoc could not read the library.');
  return project;
}
