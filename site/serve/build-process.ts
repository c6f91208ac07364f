/**
 * A process that builds the site for the development server, again whenever it is told to: drafts
 * or whole builds, as its argument says. It ends with its server.
 */
import { setPriority } from 'node:os';
import { root } from '../../course/catalogue.ts';
import { buildSite } from '../build/build-site.ts';
import { Workbench } from '../build/workbench.ts';
import { faultText } from '../faults/fault-text.ts';
import type { Output } from '../page/page.ts';
import type { BuildKind, BuildResult, Outcome } from './build-result.ts';

const kind = process.argv[2] as BuildKind;
// For a draft somebody waits. Beside it this gets a third of the time that it gets. The lowest
// priority would get next to nothing on a busy machine, and some faults be told minutes later.
if (kind === 'whole') setPriority(5);

const bench = new Workbench(root, kind);
const known = new Map<string, string | Uint8Array>();

process.on('message', () => void build().then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit());

async function build(): Promise<BuildResult> {
  const outcome = await outcomeOf();
  return { ...outcome, isOutdated: bench.cache.takeOutdated() };
}

async function outcomeOf(): Promise<Outcome> {
  const started = performance.now();
  try {
    const outputs = await buildSite(bench);
    const seconds = (performance.now() - started) / 1000;
    // What a whole build has made, the next draft finds in the cache.
    const difference =
      kind === 'draft' ? differenceFrom(outputs) : { changed: [], removed: [] };
    return { kind: 'built', ...difference, seconds };
  } catch (error) {
    return { kind: 'failed', text: faultText(error) };
  }
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
