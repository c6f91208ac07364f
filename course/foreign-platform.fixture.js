/**
 * For tests: lets Node believe to be on a system that the course does not know. A process that
 * begins with `node --import` of this file has no real kernel to call.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// TypeScript is compiled by esbuild, which looks for a binary for its platform, and is told where one is.
const { resolve } = createRequire(import.meta.url);
const esbuild = resolve(`@esbuild/${process.platform}-${process.arch}/package.json`);
process.env.ESBUILD_BINARY_PATH ??= join(dirname(esbuild), 'bin', 'esbuild');

Object.defineProperty(process, 'platform', { value: 'freebsd' });
