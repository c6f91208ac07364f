#!/usr/bin/env node
/**
 * The door to the course's command line. Plain JavaScript, because it must be able to say on an
 * old Node, which cannot run the rest, that it is too old: nothing else is imported before that.
 */
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `The course needs Node 20.19 or later; this is ${process.versions.node}. ` +
      'Install a newer one: https://nodejs.org',
  );
} else {
  const root = fileURLToPath(new URL('..', import.meta.url));
  if (isInstalled('esbuild')) {
    await import('../lib/typescript/register.js');
    const { main } = await import('./command-line.ts');
    await main(process.argv.slice(2));
  } else {
    stop(`The course's packages are not installed yet. Run: npm ci (in ${root})`);
  }
}

function isInstalled(name) {
  try {
    return import.meta.resolve(name) !== '';
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return false;
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
