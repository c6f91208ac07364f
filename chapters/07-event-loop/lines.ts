/** How much code a server is: what is neither blank, nor a comment, nor an import. */
import { readFileSync } from 'node:fs';

// #region lines
/** Counts the lines of `file.ts`, or of `file.ts#region`. Throws if there is no such file or region. */
export function linesOf(file: string): number {
  const [path = '', region] = file.split('#');
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  const code = (region === undefined ? text : regionOf(text, region))
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^(import|export) [^;]*? from '[^']*';$/gm, '');
  return code.split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length;
}

function regionOf(text: string, region: string): string {
  const [, after] = text.split(`// #region ${region}\n`);
  if (after === undefined) throw new Error(`there is no region ${region}`);
  return after.split('\n// #endregion\n', 1)[0] as string;
}
// #endregion
