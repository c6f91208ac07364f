/**
 * Remembers what was made of each file, in a folder of the package. A file that has changed is made
 * anew and takes its former self's place, so that the folder does not grow.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

const FOLDER = fileURLToPath(
  new URL('../../node_modules/.cache/would-block/', import.meta.url),
);
/** What `make(text, path)` makes of the text of a file, or made of the same text before. */
export function remembered(path, make) {
  const text = readFileSync(path, 'utf8');
  // Another version of Node may be given other code.
  const file = join(FOLDER, `${hash(path + process.version)}.js`);
  const mark = `//${hash(text)}\n`;
  const known = read(file);
  if (known?.endsWith(mark)) return known;
  const made = `${make(text, path)}\n${mark}`;
  write(file, made);
  return made;
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** In one step: somebody else may be reading it. Where nothing can be kept, nothing is. */
function write(file, text) {
  const draft = `${file}.${process.pid}.${threadId}`;
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EMFILE'].includes(error.code))
      throw error;
  }
}
