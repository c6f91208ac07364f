#!/usr/bin/env node
/**
 * The door to the course's command line. Plain JavaScript, because it must be able to say on an
 * old Node, which cannot run the rest, that it is too old: nothing else is imported before that.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `The course needs Node 20.19 or later; this is ${process.versions.node}. ` +
      'Install a newer one: https://nodejs.org',
  );
} else {
  // tsx would otherwise read a tsconfig.json of whatever folder the reader stands in. The
  // programs that the course starts inherit this.
  const root = fileURLToPath(new URL('..', import.meta.url));
  process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.json');
  const tsx = await import('tsx/esm/api').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    stop(`The course's packages are not installed yet. Run: npm ci (in ${root})`);
  });
  if (tsx) {
    tsx.register();
    const { main } = await import('./command-line.ts');
    await main(process.argv.slice(2));
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
