/**
 * What was dear to make and depends on known contents is kept from one build to the next, in
 * node_modules/.cache/would-block/. Whoever deletes that folder loses time and nothing else.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dropLateWork, putOff } from './late-work.ts';

/** A short name for contents: the same for the same texts in the same order. */
export function fingerprint(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 32);
}

/**
 * The value that was kept under a name with this fingerprint, or else what `make` makes, which is
 * kept. Where work may be put off it is the value before, for now. The value must survive JSON.
 */
export async function cached<Value>(
  root: string,
  name: string,
  print: string,
  make: () => Promise<Value> | Value,
): Promise<Value> {
  const before = kept<Value>(root, name);
  if (before?.print === print) {
    dropLateWork(name);
    return before.value;
  }
  const makeAndKeep = async () => {
    const value = await make();
    keep(root, name, print, value);
    return value;
  };
  if (before !== undefined && putOff(name, makeAndKeep)) return before.value;
  return makeAndKeep();
}

/** Keeps a value under a name, in place of the one before. The value must survive JSON. */
export function keep<Value>(
  root: string,
  name: string,
  print: string,
  value: Value,
): void {
  const file = fileOf(root, name);
  mkdirSync(dirname(file), { recursive: true });
  // Two builds may run at once: none may read what another has half written.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ print, value }));
  renameSync(draft, file);
}

/** What was kept last under a name, whatever its fingerprint. */
export function kept<Value>(
  root: string,
  name: string,
): { readonly print: string; readonly value: Value } | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(root, name), 'utf8'));
  } catch (error) {
    // None yet, or one that was cut off: both are made anew.
    if (error instanceof SyntaxError) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function fileOf(root: string, name: string): string {
  return join(root, 'node_modules', '.cache', 'would-block', `${name}.json`);
}
