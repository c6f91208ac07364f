/**
 * The process that builds the site for the development server, again whenever it is told to. What
 * is expensive and does not change from build to build is kept; it ends with its server.
 */
import { constants, setPriority } from 'node:os';
import { root } from '../../course/catalogue.ts';
import { buildSite } from '../build.ts';
import { faultText } from '../fault-text.ts';
import { CodeReader } from '../listings/code-reader.ts';
import type { Output } from '../page.ts';
import type { BuildResult } from './builder.ts';

// Whoever watches an exercise meanwhile should not feel it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const code = new CodeReader(root);
const known = new Map<string, string | Uint8Array>();

process.on('message', () => void build());
process.on('disconnect', () => process.exit());

async function build(): Promise<void> {
  const started = performance.now();
  let result: BuildResult;
  try {
    const outputs = await buildSite(root, code);
    result = {
      kind: 'built',
      ...differenceFrom(outputs),
      seconds: secondsSince(started),
    };
  } catch (error) {
    result = { kind: 'failed', text: faultText(error) };
  }
  process.send?.(result);
}

/** What has changed since the last build, which the server has already. */
function differenceFrom(outputs: readonly Output[]): {
  changed: Output[];
  removed: string[];
} {
  const changed = outputs.filter(
    ({ path, content }) => !isSame(known.get(path), content),
  );
  const paths = new Set(outputs.map(({ path }) => path));
  const removed = [...known.keys()].filter((path) => !paths.has(path));
  for (const path of removed) known.delete(path);
  for (const { path, content } of changed) known.set(path, content);
  return { changed, removed };
}

function isSame(
  one: string | Uint8Array | undefined,
  other: string | Uint8Array,
): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return Buffer.compare(one, other) === 0;
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
