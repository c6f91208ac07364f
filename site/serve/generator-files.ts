/** Which files are the generator itself, and not what it reads: it has to be loaded anew for them. */
import { build } from 'esbuild';

/** The programs of the generator. */
const PROGRAMS = ['site/serve/build-process.ts', 'site/listings/types/facts-process.ts'];

/** The files that they load, by their paths in the repository at `root`. Throws esbuild's error. */
export async function generatorFiles(root: string): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS,
    outdir: 'out',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return new Set(Object.keys(metafile.inputs));
}
