/**
 * The process that builds the site for the development server, again whenever it is told to. What
 * is expensive and does not change from build to build is kept, and what is expensive and does
 * change may come late; it ends with its server.
 */
import { constants, setPriority } from 'node:os';
import { root } from '../../course/catalogue.ts';
import { buildSite } from '../build.ts';
import { faultText } from '../fault-text.ts';
import { allowLateWork, putOff, takeLateWork } from '../late-work.ts';
import { CodeReader } from '../listings/code-reader.ts';
import type { Output } from '../page.ts';
import type { BuildResult } from './builder.ts';

// Whoever watches an exercise meanwhile should not feel it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const code = new CodeReader(root);
const known = new Map<string, string | Uint8Array>();

allowLateWork();
putOff('compiler', () => code.warm());
let isWanted = false;
let isWorking = false;

process.on('message', () => {
  isWanted = true;
  if (!isWorking) void work();
});
process.on('disconnect', () => process.exit());

/** Builds as long as that is wanted, and does what was put off when it is not. */
async function work(): Promise<void> {
  isWorking = true;
  for (let hasMore = true; hasMore; ) {
    if (isWanted) {
      isWanted = false;
      process.send?.(await buildInTime());
    } else hasMore = await workLate();
  }
  isWorking = false;
}

/** Builds with what is known, or, if that does not go together, with all that was put off. */
async function buildInTime(): Promise<BuildResult> {
  const result = await build();
  if (result.kind === 'built') return result;
  let hasWorked = false;
  for (let late = takeLateWork(); late !== undefined; late = takeLateWork()) {
    // What is wrong with it the build tells again.
    await late().catch(() => undefined);
    hasWorked = true;
  }
  return hasWorked ? build() : result;
}

/** Does what was put off until a build is wanted. Answers whether there was any. */
async function workLate(): Promise<boolean> {
  let hasWorked = false;
  try {
    for (let late = takeLateWork(); late !== undefined; late = takeLateWork()) {
      hasWorked = true;
      await late();
      // Who wants a build meanwhile is heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (isWanted) return true;
    }
    if (hasWorked) process.send?.({ ...(await build()), isLate: true });
  } catch (error) {
    process.send?.({ kind: 'failed', text: faultText(error), isLate: true });
  }
  return hasWorked;
}

async function build(): Promise<BuildResult> {
  const started = performance.now();
  try {
    const outputs = await buildSite(root, code);
    const seconds = (performance.now() - started) / 1000;
    return { kind: 'built', ...differenceFrom(outputs), seconds };
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
