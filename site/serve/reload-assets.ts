/** The script and the style that the development server adds to every page. */
import { build } from 'esbuild';
import { OWN } from './served-pages.ts';

/** Their texts, by the paths that pages ask for. */
export async function reloadAssets(root: string): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['site/client/reload.ts', 'site/theme/reload.css'],
    outdir: 'out',
    entryNames: '[name]',
    bundle: true,
    format: 'esm',
    target: 'es2023',
    write: false,
    logLevel: 'silent',
  });
  return new Map(
    outputFiles.map(({ path, text }) => [
      `${OWN}${path.slice(path.lastIndexOf('/') + 1)}`,
      text,
    ]),
  );
}
