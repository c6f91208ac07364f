/** The usage of the library in the repository, kept from build to build while nothing changes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Cache, fingerprint } from '../cache/cache.ts';
import { findUsage } from './find-usage.ts';
import type { Usage } from './usage.ts';

/** The folders whose files use the library, the library's own among them. */
const FOLDERS = ['lib', 'chapters', 'exercises', 'solutions'];

/** By whose rules they are read. */
const MAKERS = ['site/usage', 'site/api'];

/** Finds where the library is used. */
export function readUsage(root: string, cache: Cache): Promise<Usage> {
  const files = FOLDERS.flatMap((folder) => sourcesIn(root, folder));
  const makers = MAKERS.flatMap((folder) => sourcesIn(root, folder));
  const print = fingerprint([...files, cache.printOf([...files, ...makers])]);
  return cache.recall('usage', print, () => {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, files: [] },
      ts.sys,
      root,
    );
    const names = files.map((file) => join(root, file));
    return findUsage(root, ts.createProgram(names, options));
  });
}

/** The TypeScript files in a folder that are no tests, nor a learner's work, relative to the root. */
export function sourcesIn(root: string, folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter(
      (name) =>
        name.endsWith('.ts') && !/\.(test|fixture)\.ts$|(^|\/)answer\.ts$/.test(name),
    )
    .map((name) => `${folder}/${name}`)
    .sort();
}
