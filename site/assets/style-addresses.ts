/**
 * What a script gets that imports a style sheet: its address, as seen from the script's own, so that
 * the sheet is fetched when what it is for is opened.
 */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const SHEETS = 'style-address';

/** Makes it so, in a bundle of the repository at `root`. */
export function styleAddresses(root: string): Plugin {
  return {
    name: SHEETS,
    setup({ esbuild, onResolve, onLoad }) {
      // Where scripts find the sheets. Sheets import each other too, which esbuild knows to do.
      onResolve({ filter: /^\.\.\/theme\/.*\.css$/ }, ({ path, resolveDir }) => ({
        path: relative(root, join(resolveDir, path)),
        namespace: SHEETS,
      }));
      onLoad({ filter: /./, namespace: SHEETS }, async ({ path }) => {
        const file = join(root, path);
        const text = await readFile(file, 'utf8');
        const { code } = await esbuild.transform(text, { loader: 'css', minify: true });
        return { contents: code, loader: 'file', watchFiles: [file] };
      });
    },
  };
}

/** The file behind an input of a bundle. */
export function fileOfInput(input: string): string {
  return input.replace(`${SHEETS}:`, '');
}
