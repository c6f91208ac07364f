/** Somebody else's version of a program, which the address brings. */
import { EditCodeError, unpackEdits } from './edit-code.ts';

/** The texts by the paths of their files, or why there are none, in half a sentence. */
export type Visit =
  | { readonly texts: Readonly<Record<string, string>> }
  | { readonly problem: string };

/** What the settings of an address bring for a program of these files; undefined if nothing. */
export async function visitOf(
  code: string | undefined,
  files: readonly string[],
): Promise<Visit | undefined> {
  if (code === undefined) return undefined;
  try {
    return { texts: await unpackEdits(code, files) };
  } catch (error) {
    if (error instanceof EditCodeError) return { problem: error.message };
    throw error;
  }
}
