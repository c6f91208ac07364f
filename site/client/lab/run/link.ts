/**
 * Puts the reader's compiled files together, as Node does with modules: each is run once, when it
 * is first asked for, and what it exports is handed to whoever imports it.
 *
 * The code is evaluated in the worker, never on the page. A host that sends a
 * Content-Security-Policy with every file must allow 'unsafe-eval' for `assets/lab-run-*.js`, and
 * for nothing else; the policy in the pages themselves does not reach into a worker.
 */
import { type CompiledFile, HOOKS } from '../program/compiled-file.ts';
import type { Hooks } from './hooks.ts';
import { urlOf } from './reader-url.ts';
import { NoModuleError } from './stopped.ts';

type Exports = Record<string, unknown>;
type Factory = (
  exports: Exports,
  require: (name: string) => unknown,
  hooks: Hooks,
) => void;

/**
 * Runs the file at `entry`, and before it those that it imports. `doors` are the modules that are
 * no files. Throws what they throw, and NoModuleError for an import that leads nowhere.
 */
export function link(
  entry: string,
  files: readonly CompiledFile[],
  doors: Readonly<Record<string, object>>,
  hooksOf: (path: string) => Hooks,
): void {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = new Map<string, Exports>();

  function load(path: string, file: CompiledFile): Exports {
    const before = loaded.get(path);
    // In a circle of imports this is as far as the file has come.
    if (before !== undefined) return before;
    const exports: Exports = {};
    loaded.set(path, exports);
    const require = (name: string) => {
      if (Object.hasOwn(doors, name)) return doors[name];
      const wanted = resolve(path, name);
      const other = byPath.get(wanted);
      if (other === undefined) {
        throw new NoModuleError(`${name} is not in the lab: it has ${known(doors)}`);
      }
      return load(wanted, other);
    };
    evaluate(file)(exports, require, hooksOf(path));
    return exports;
  }

  const first = byPath.get(entry);
  if (first === undefined) throw new NoModuleError(`${entry} is not in the lab`);
  load(entry, first);
}

/** What stands before the code of a file, on its first line. */
export const codePrefix = `(function (exports, require, ${HOOKS}) {`;

// The reader's own code, on the reader's own machine, and, called by another name, not in scope of
// anything of ours. A program that runs finds no eval any more: `bare-scope.ts`.
// biome-ignore lint/security/noGlobalEval: that is what a lab is for
const evaluateText = eval;

/** The function that the code of a file becomes. Its lines stay what they are. */
function evaluate({ path, code }: CompiledFile): Factory {
  const whole = `${codePrefix}${code}\n})\n//# sourceURL=${urlOf(path)}`;
  return evaluateText(whole) as Factory;
}

/** `./loop.ts`, seen from a file. */
function resolve(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  return new URL(name, `file:///${from}`).pathname.slice(1);
}

function known(doors: Readonly<Record<string, object>>): string {
  return `${Object.keys(doors).join(', ')} and the files on the tabs`;
}
