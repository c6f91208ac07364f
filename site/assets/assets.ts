/**
 * The scripts and styles of the site: bundled by esbuild, with names that tell their contents, so
 * that a browser may keep them for ever.
 */
import { join, relative } from 'node:path';
import { type BuildContext, type BuildOptions, type BuildResult, context } from 'esbuild';
import type { Cache } from '../cache/cache.ts';
import type { Output } from '../page/page.ts';
import { fileOfInput, styleAddresses } from './style-addresses.ts';

/** What pages load, by its path in the site, and all files that belong to it. */
export interface Assets {
  /** The text of what must run before anything is painted: no request could be that early. */
  readonly early: string;
  readonly script: string;
  /** What the script imports, to be fetched with it and not after it. */
  readonly scriptParts: readonly string[];
  readonly styles: Styles;
  /** What the lab's page runs as well. */
  readonly labScript: string;
  /** The workers of the lab: the one that runs a program, and the one that compiles it. */
  readonly labRunner: string;
  readonly labCompiler: string;
  /** The typefaces of the first lines, to be fetched at once. */
  readonly fonts: readonly string[];
  readonly outputs: readonly Output[];
}

/** The style sheets of the kinds of pages; those that have none of their own are texts. */
export type Styles = Readonly<Record<'home' | 'lab' | 'reference' | 'text', string>>;

/** Where the site lies, in the repository. */
const OUT = 'site/dist';

const EARLY = 'site/client/early.ts';
const SCRIPT = 'site/client/main.ts';
const STYLE = {
  home: 'site/theme/pages/home.css',
  lab: 'site/theme/pages/lab.css',
  reference: 'site/theme/pages/reference.css',
  text: 'site/theme/pages/text.css',
} satisfies Styles;
const LAB_SCRIPT = 'site/client/lab-page.ts';
const LAB_RUNNER = 'site/client/lab/run/lab-run.ts';
const LAB_COMPILER = 'site/client/lab/compile/lab-compile.ts';
const FIRST_FONTS = /\/source-(serif-4|sans-3)-latin-wght-normal\.woff2$/;

/** The bundles, and how each differs from the others. */
const BUNDLES: readonly BuildOptions[] = [
  {
    entryPoints: [SCRIPT, LAB_SCRIPT, ...Object.values(STYLE), LAB_RUNNER, LAB_COMPILER],
    splitting: true,
    format: 'esm',
  },
  // No module: a module would wait for the page, and the page must wait for this.
  { entryPoints: [EARLY], format: 'iife' },
];

/** What was bundled last, and of what. */
interface Bundled {
  readonly inputs: readonly string[];
  /** Of the inputs that were known before: what changes while it is bundled is bundled again. */
  readonly print: string;
  readonly assets: Assets;
}

/** Bundles the scripts and styles, as often as they change. To be closed by who made it. */
export class Bundler {
  readonly #root: string;
  readonly #cache: Cache;
  #contexts: readonly BuildContext<Bundling>[] | undefined;
  #last: Bundled | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(root: string, cache: Cache) {
    this.#root = root;
    this.#cache = cache;
  }

  /** Bundles what has changed. Throws esbuild's error, which names file and line. */
  bundle(): Promise<Assets> {
    // A build that has failed may have left one behind: its result would be taken for this one's.
    const assets = this.#turn.then(() => this.#bundleNow());
    this.#turn = assets.catch(() => {});
    return assets;
  }

  /** Ends esbuild's process, once it has done what it was asked for: it does not let go before. */
  async close(): Promise<void> {
    await this.#turn;
    await Promise.all(this.#contexts?.map((each) => each.dispose()) ?? []);
  }

  async #bundleNow(): Promise<Assets> {
    const last = this.#last;
    const print = this.#cache.printOf(last?.inputs ?? []);
    if (print === last?.print) return last.assets;
    this.#contexts ??= await Promise.all(
      BUNDLES.map((options) => context({ ...options, ...bundling(this.#root) })),
    );
    const rebuilding = this.#contexts.map((each) => each.rebuild());
    // Where one fails, the others must have ended too before any is begun again.
    await Promise.allSettled(rebuilding);
    const results = await Promise.all(rebuilding);
    const assets = assetsOf(this.#root, results);
    const inputs = results
      .flatMap(({ metafile }) => Object.keys(metafile.inputs))
      .map(fileOfInput);
    this.#last = { inputs, print, assets };
    return assets;
  }
}

/** What esbuild is told for every bundle. */
type Bundling = ReturnType<typeof bundling>;

function bundling(root: string) {
  return {
    absWorkingDir: root,
    outdir: join(root, OUT, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    conditions: ['browser'],
    bundle: true,
    target: 'es2023',
    minify: true,
    plugins: [styleAddresses(root)],
    logLevel: 'silent',
    write: false,
    metafile: true,
  } satisfies BuildOptions;
}

function assetsOf(root: string, results: readonly BuildResult<Bundling>[]): Assets {
  const pathOf = (file: string) => relative(join(root, OUT), file);
  const made = results
    .flatMap(({ metafile }) => Object.entries(metafile.outputs))
    .map(([file, { entryPoint, inputs, imports }]) => ({
      path: pathOf(join(root, file)),
      entryPoint,
      inputs: Object.keys(inputs),
      parts: imports
        .filter(({ kind }) => kind === 'import-statement')
        .map((part) => pathOf(join(root, part.path))),
    }));
  const madeOf = (entry: string) => {
    const found = made.find(({ entryPoint }) => entryPoint === entry);
    if (found === undefined) throw new Error(`esbuild made nothing of ${entry}.`);
    return found;
  };
  const files = results.flatMap(({ outputFiles }) => outputFiles);
  const early = files.find(({ path }) => pathOf(path) === madeOf(EARLY).path);
  return {
    early: (early?.text ?? '').trim(),
    script: madeOf(SCRIPT).path,
    scriptParts: madeOf(SCRIPT).parts,
    styles: {
      home: madeOf(STYLE.home).path,
      lab: madeOf(STYLE.lab).path,
      reference: madeOf(STYLE.reference).path,
      text: madeOf(STYLE.text).path,
    },
    labScript: madeOf(LAB_SCRIPT).path,
    labRunner: madeOf(LAB_RUNNER).path,
    labCompiler: madeOf(LAB_COMPILER).path,
    fonts: made
      .filter(({ inputs }) => inputs.length === 1 && FIRST_FONTS.test(inputs[0] ?? ''))
      .map(({ path }) => path),
    outputs: files
      .filter((file) => file !== early)
      .map(({ path, contents }) => ({ path: pathOf(path), content: contents })),
  };
}
