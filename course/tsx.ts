/**
 * Where tsx is, for `node --import`: what lets a child process run TypeScript. Its address and not its
 * name, because the folder of what is run need not be in this package.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
