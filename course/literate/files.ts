/**
 * Which files of the repository the literate checks look at.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relativePath } from './quotation.ts';
import { parseSource, type Source } from './regions.ts';

/** The folders whose READMEs are woven, beside the one in the root. */
const WOVEN = ['chapters', 'exercises', 'solutions'];

/** All READMEs that quote, relative to the root: its own, the chapters', the exercises'. */
export function findReadmes(root: string): string[] {
  const own = existsSync(join(root, 'README.md')) ? ['README.md'] : [];
  return [...own, ...WOVEN.flatMap((folder) => findReadmesUnder(root, folder))];
}

/** The READMEs in a folder, given relative to the root, and in the folders inside it. */
export function findReadmesUnder(root: string, folder: string): string[] {
  return filesUnder(root, folder).filter((file) => /(?:^|\/)README\.md$/.test(file));
}

/** The chapters' programs, which must be quoted in full; throws a `Fault` for bad markers. */
export function readPrograms(root: string): Source[] {
  return readSources(root, 'chapters', /^chapters\/[^/]+\/[^/]+\.ts$/);
}

/** The library's files, which must be quoted too; throws a `Fault` for bad markers. */
export function readLibrary(root: string): Source[] {
  return readSources(root, 'lib', /\.[jt]s$/);
}

function readSources(root: string, folder: string, path: RegExp): Source[] {
  return filesUnder(root, folder)
    .filter((file) => path.test(file) && !/\.(?:test|fixture)\.ts$/.test(file))
    .map((file) => parseSource(file, readFileSync(join(root, file), 'utf8')));
}

function filesUnder(root: string, folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relativePath(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules/'))
    .toSorted();
}
