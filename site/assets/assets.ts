/**
 * The scripts and styles of the site: bundled by esbuild, with names that tell their contents, so
 * that a browser may keep them for ever.
 */
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import type { Output } from '../page.ts';

/** What pages load, by its path in the site, and all files that belong to it. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  readonly outputs: readonly Output[];
}

/** Bundles the scripts and styles. Throws esbuild's error, which names file and line. */
export async function bundleAssets(root: string): Promise<Assets> {
  const out = join(root, 'site', 'dist');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['site/client/main.ts', 'site/theme/site.css'],
    outdir: join(out, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    conditions: ['browser'],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const nameOf = (entry: string) => {
    const found = Object.entries(metafile.outputs).find(
      ([, { entryPoint }]) => entryPoint === entry,
    );
    if (found === undefined) throw new Error(`esbuild made nothing of ${entry}.`);
    return relative(out, join(root, found[0]));
  };
  return {
    script: nameOf('site/client/main.ts'),
    style: nameOf('site/theme/site.css'),
    outputs: outputFiles.map(({ path, contents }) => ({
      path: relative(out, path),
      content: contents,
    })),
  };
}
