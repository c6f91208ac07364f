/**
 * One file of TypeScript, with all that it imports, as one text of JavaScript.
 *
 * A thread or a process that is started anew does not inherit what makes Node 20 read
 * TypeScript. It could load a compiler of its own, but that would be three times its own size, and
 * whoever measured it would measure the compiler.
 */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

// #region compile
const compiled = new Map<string, string>();

/** Compiles a file, once. Throws esbuild's error for a file that is missing or is no TypeScript. */
export function compile(file: URL): string {
  const path = fileURLToPath(file);
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // A text has no place of its own; packages are found from the file that it was made of.
    define: { 'import.meta.url': JSON.stringify(file) },
    write: false,
    logLevel: 'silent',
  });
  const code = `${outputFiles[0]?.text ?? ''}\n//# sourceURL=${file}\n`;
  compiled.set(path, code);
  return code;
}
// #endregion
