/**
 * What lets Node run TypeScript: `node --import` of this file, or an import of it before the first
 * file of TypeScript. Plain JavaScript, because it comes first.
 *
 * It does what `tsx` does for the files of this package, and no more: no tsconfig.json is searched, no
 * `require()` is changed. So a program starts in half the time, and the course starts very many.
 */
import * as module from 'node:module';
import { load } from './hooks.js';

// An error names the line that somebody has written, and not the one that was made of it.
process.setSourceMapsEnabled(true);

// Newer versions of Node ask in this thread; older ones ask a thread that they start for it.
if (module.registerHooks) module.registerHooks({ load });
else module.register('./hooks.js', import.meta.url);
