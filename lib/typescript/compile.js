/** The compiler: esbuild, which takes the types away and looks at no other file. */
import { createRequire } from 'node:module';

/** The JavaScript of a text of TypeScript. Throws esbuild's TransformError if it is none. */
export function compile(text, path) {
  // Most files have been compiled before: then it need not even be loaded.
  const { transformSync } = createRequire(import.meta.url)('esbuild');
  try {
    return transformSync(text, {
      loader: 'ts',
      format: 'esm',
      target: `node${process.versions.node}`,
      sourcefile: path,
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    }).code;
  } catch (error) {
    // What is more is the message once again, which Node would print after it.
    error.name = 'TransformError';
    delete error.errors;
    delete error.warnings;
    throw error;
  }
}
