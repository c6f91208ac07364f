/** TypeScript as one module for a browser. It takes seconds to make and changes with its version. */
import { build } from 'esbuild';
import typescript from 'typescript';
import { cached } from '../cache.ts';

/** The module's text; its default export is what `import typescript from 'typescript'` is. */
export async function typescriptBundle(root: string): Promise<string> {
  return cached(root, 'lab-typescript', typescript.version, async () => {
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
