/**
 * What the lab's type checker reads: the declarations of JavaScript itself, of what a browser
 * has in common with Node, and of the library.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import typescript from 'typescript';
import { type Cache, fingerprint } from '../cache/cache.ts';
import type { Declarations } from '../client/lab/compile/reader-service.ts';
import { doorFiles } from '../client/lab/program/door-files.ts';
import { readerGlobals } from './reader-globals.ts';

/** The files of the library's doors. */
const DOORS = Object.values(doorFiles);
const STANDARD = ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'];

/** The declarations, by the paths that they have in the lab. */
export async function labDeclarations(root: string, cache: Cache): Promise<Declarations> {
  const sources = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.fixture)\.ts$/.test(file))
    .sort()
    .map((file) => `lib/${file}`);
  const print = fingerprint([typescript.version, readerGlobals, cache.printOf(sources)]);
  return cache.recall('lab-declarations', print, () => ({
    '/globals.d.ts': readerGlobals,
    ...standardDeclarations(root),
    ...libraryDeclarations(root),
  }));
}

/** TypeScript's own, and those that they refer to. */
function standardDeclarations(root: string): Declarations {
  const found: Record<string, string> = {};
  const wanted = [...STANDARD];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const path = `/typescript/${name}`;
    if (found[path] !== undefined) continue;
    const text = readFileSync(join(root, 'node_modules/typescript/lib', name), 'utf8');
    found[path] = text;
    for (const [, reference] of text.matchAll(/<reference lib="(.+?)"/g)) {
      wanted.push(`lib.${reference}.d.ts`);
    }
  }
  return found;
}

/** What the doors export, and what that is made of. */
function libraryDeclarations(root: string): Declarations {
  const { config } = typescript.readConfigFile(
    join(root, 'tsconfig.json'),
    typescript.sys.readFile,
  );
  const { options } = typescript.parseJsonConfigFileContent(
    { ...config, include: [] },
    typescript.sys,
    root,
  );
  const program = typescript.createProgram(
    DOORS.map((door) => join(root, 'lib', `${door}.ts`)),
    { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true },
  );
  const made: Record<string, string> = {};
  program.emit(undefined, (file, text) => {
    made[`/${relative(root, file)}`] = text;
  });
  return reachable(made);
}

/** The files that the doors lead to, by the imports that are left in declarations. */
function reachable(made: Readonly<Record<string, string>>): Declarations {
  const found: Record<string, string> = {};
  const wanted = DOORS.map((door) => `/lib/${door}.d.ts`);
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    const text = made[path];
    if (text === undefined || found[path] !== undefined) continue;
    found[path] = text;
    for (const [, name = ''] of text.matchAll(/from '(\..+?)\.ts'/g)) {
      wanted.push(`${new URL(name, `file://${path}`).pathname}.d.ts`);
    }
  }
  return found;
}
