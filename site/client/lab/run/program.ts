/**
 * `program()` in the lab: a file that calls it says what its program is, and does not start it.
 * The lab does, when all files are loaded and the machine is made.
 */
import type { Settings, Values } from '../../../../lib/program/settings.ts';

/** A program as its file declares it: `Program` in `lib/program/program.ts`. */
export interface DeclaredProgram<Declared extends Settings = Settings> {
  readonly summary: string;
  readonly settings: Declared;
  readonly main: (values: Values<Declared>) => void | Promise<void>;
}

let hears: ((url: string, declared: DeclaredProgram) => void) | undefined;

/** Declares the program of the file at `url`. */
export async function program<Declared extends Settings>(
  url: string,
  declared: DeclaredProgram<Declared>,
): Promise<void> {
  hears?.(url, declared as unknown as DeclaredProgram);
}

/** Tells `listener` of each program that is declared while `load` runs. */
export function whileLoading(
  listener: (url: string, declared: DeclaredProgram) => void,
  load: () => void,
): void {
  hears = listener;
  try {
    load();
  } finally {
    hears = undefined;
  }
}
