/** The large files of the lab, which its page fetches when somebody opens a program in it. */
import type { Cache } from '../cache/cache.ts';
import { hashedFile } from '../page/hashed-name.ts';
import type { Output } from '../page/page.ts';
import { labDeclarations } from './declarations.ts';
import { typescriptBundle } from './typescript-bundle.ts';

/** The files, and what the page must know of them. */
export interface LabFiles {
  readonly typescript: Output;
  readonly typescriptBytes: number;
  readonly declarations: Output;
}

/** Makes them, or finds them as they were made before. */
export async function labFiles(root: string, cache: Cache): Promise<LabFiles> {
  const [typescript, declarations] = await Promise.all([
    typescriptBundle(root, cache),
    labDeclarations(root, cache),
  ]);
  return {
    typescript: hashedFile('assets/typescript', 'js', typescript),
    typescriptBytes: Buffer.byteLength(typescript),
    declarations: hashedFile(
      'assets/lab-declarations',
      'json',
      JSON.stringify(declarations),
    ),
  };
}
