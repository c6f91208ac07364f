/** How a file of TypeScript is loaded: compiled by esbuild, or as it was compiled the last time. */
import { fileURLToPath } from 'node:url';
import { compile } from './compile.js';
import { remembered } from './memory.js';

const TYPESCRIPT = /^file:[^?#]*\.ts(?=[?#]|$)/;

/** Node's `load` hook: <https://nodejs.org/api/module.html#loadurl-context-nextload>. */
export function load(url, context, nextLoad) {
  const [address] = TYPESCRIPT.exec(url) ?? [];
  if (address === undefined) return nextLoad(url, context);
  const path = fileURLToPath(address);
  return { format: 'module', source: remembered(path, compile), shortCircuit: true };
}
