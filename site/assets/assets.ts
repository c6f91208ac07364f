/**
 * The scripts and styles of the site: bundled by esbuild, with names that tell their contents, so
 * that a browser may keep them for ever.
 */
import { join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { Output } from '../page.ts';

/** What pages load, by its path in the site, and all files that belong to it. */
export interface Assets {
  /** What must run before anything is painted. */
  readonly early: string;
  readonly script: string;
  /** What the script imports, to be fetched with it and not after it. */
  readonly scriptParts: readonly string[];
  readonly style: string;
  /** The workers of the lab: the one that runs a program, and the one that compiles it. */
  readonly labRunner: string;
  readonly labCompiler: string;
  /** The typefaces of the first lines, to be fetched at once. */
  readonly fonts: readonly string[];
  readonly outputs: readonly Output[];
}

const EARLY = 'site/client/early.ts';
const SCRIPT = 'site/client/main.ts';
const STYLE = 'site/theme/site.css';
const LAB_RUNNER = 'site/client/lab/run/lab-run.ts';
const LAB_COMPILER = 'site/client/lab/compile/lab-compile.ts';
const FIRST_FONTS = /\/source-(serif-4|sans-3)-latin-wght-normal\.woff2$/;

/** Bundles the scripts and styles. Throws esbuild's error, which names file and line. */
export async function bundleAssets(root: string): Promise<Assets> {
  const bundles = await Promise.all([
    bundle(root, {
      entryPoints: [SCRIPT, STYLE, LAB_RUNNER, LAB_COMPILER],
      splitting: true,
      format: 'esm',
    }),
    // No module: a module would wait for the page, and the page must wait for this.
    bundle(root, { entryPoints: [EARLY], format: 'iife' }),
  ]);
  const made = bundles.flatMap(({ made }) => made);
  const nameOf = (entry: string) => {
    const found = made.find(({ entryPoint }) => entryPoint === entry);
    if (found === undefined) throw new Error(`esbuild made nothing of ${entry}.`);
    return found.path;
  };
  return {
    early: nameOf(EARLY),
    script: nameOf(SCRIPT),
    scriptParts: made.find(({ entryPoint }) => entryPoint === SCRIPT)?.parts ?? [],
    style: nameOf(STYLE),
    labRunner: nameOf(LAB_RUNNER),
    labCompiler: nameOf(LAB_COMPILER),
    fonts: made
      .filter(({ inputs }) => inputs.length === 1 && FIRST_FONTS.test(inputs[0] ?? ''))
      .map(({ path }) => path),
    outputs: bundles.flatMap(({ outputs }) => outputs),
  };
}

async function bundle(root: string, options: BuildOptions) {
  const out = join(root, 'site', 'dist');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    outdir: join(out, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    conditions: ['browser'],
    bundle: true,
    target: 'es2023',
    minify: true,
    logLevel: 'silent',
    ...options,
    write: false,
    metafile: true,
  });
  return {
    made: Object.entries(metafile.outputs).map(
      ([path, { entryPoint, inputs, imports }]) => ({
        path: relative(out, join(root, path)),
        entryPoint,
        inputs: Object.keys(inputs),
        parts: imports
          .filter(({ kind }) => kind === 'import-statement')
          .map((part) => relative(out, join(root, part.path))),
      }),
    ),
    outputs: outputFiles.map(({ path, contents }) => ({
      path: relative(out, path),
      content: contents,
    })),
  };
}
