/** TypeScript as one module for a browser. It takes seconds to make and changes with its version. */
import { build } from 'esbuild';
import typescript from 'typescript';
import type { Cache } from '../cache/cache.ts';

/** The module's text; its default export is what `import typescript from 'typescript'` is. */
export function typescriptBundle(root: string, cache: Cache): Promise<string> {
  return cache.recall('lab-typescript', typescript.version, async () => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      stdin: {
        contents: "export { default } from 'typescript';",
        resolveDir: root,
      },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2023',
      minify: true,
      legalComments: 'inline',
      logLevel: 'silent',
      write: false,
    });
    return outputFiles[0]?.text ?? '';
  });
}
