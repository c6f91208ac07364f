/**
 * `npm run site:checks`: opens every page of the built site in a browser and tells what is wrong
 * with it, naming page, mode and element.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { root } from '../../course/catalogue.ts';
import { UsageError } from '../../course/usage-error.ts';
import { MISUSED } from '../../lib/program/exit-codes.ts';
import { startBrowser } from './browser.ts';
import { deadLinks, type SiteFiles } from './dead-links.ts';
import { checkFeatures } from './features.ts';
import { checkKeyboard } from './keyboard.ts';
import { everyMode, twoModes } from './modes.ts';
import { checkPage, type Finding } from './page-check.ts';
import { tooHeavy, type Weight, weigh } from './sizes.ts';
import { type StaticHost, startStaticHost } from './static-host.ts';

const dist = join(root, 'site', 'dist');

/** The reference's pages are many, and made by one rule: each is looked at in two modes of four. */
const REFERENCE = /^api\/./;

try {
  process.exitCode = (await check()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISUSED;
}

/** Answers whether all is well. @throws {UsageError} without a site, or without a browser. */
async function check(): Promise<boolean> {
  if (!existsSync(dist)) {
    throw new UsageError('There is no site in site/dist yet. Run: npm run site');
  }
  const started = performance.now();
  const wanted = process.argv[2] ?? '';
  const files = readSite();
  const all = [...files.keys()].filter((file) => file.endsWith('.html'));
  const paths = all.map((file) => file.replace(/index\.html$/, '')).sort();
  const chosen = paths.filter((path) => path.includes(wanted));
  if (chosen.length === 0) throw new UsageError(`No page's path has ${wanted} in it.`);
  const findings: Finding[] = deadLinks(files).map(({ page, target, why }) => ({
    page,
    mode: '',
    what: `dead link ${target}: ${why}`,
  }));
  const browser = await startBrowser();
  const host = await startStaticHost(dist);
  try {
    findings.push(...(await inBrowser(browser, host, chosen, wanted === '')));
  } finally {
    await browser.close();
    host.close();
  }
  report(findings);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const some = chosen.filter((path) => REFERENCE.test(path)).length;
  say(
    `${chosen.length} pages after ${seconds} s: each on desk and phone, in light and dark` +
      `${some > 0 ? ` (${some} of the reference on desk in light and on phone in dark)` : ''}. ` +
      `${findings.length === 0 ? 'Nothing is wrong.' : `${findings.length} findings.`}`,
  );
  return findings.length === 0;
}

async function inBrowser(
  browser: Browser,
  { address, rootAddress }: StaticHost,
  paths: readonly string[],
  isWhole: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const left = [...paths];
  const work = async () => {
    const context = await browser.newContext();
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const modes = REFERENCE.test(path) ? twoModes : everyMode;
      const from = path === '404.html' ? rootAddress : address;
      findings.push(...(await checkPage(context, from, path, modes)));
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
  const context = await browser.newContext();
  for (const path of onePerKind(paths.filter((path) => path !== '404.html'))) {
    findings.push(...(await checkKeyboard(context, address, path)));
  }
  findings.push(...(await checkWeights(context, address, paths)));
  if (isWhole) findings.push(...(await checkFeatures(context, address)));
  await context.close();
  return findings;
}

async function checkWeights(
  context: BrowserContext,
  address: string,
  paths: readonly string[],
): Promise<Finding[]> {
  const chapters = paths.filter((path) => /^chapters\/[^/]+\/$/.test(path));
  const weights: [path: string, weight: Weight][] = [];
  for (const path of chapters) weights.push([path, await weigh(context, address, path)]);
  const most = (kind: keyof Weight) =>
    Math.max(...weights.map(([, weight]) => weight[kind]));
  if (weights.length > 0) {
    say(
      `A chapter's page loads at most ${most('text')} bytes of HTML and CSS and ` +
        `${most('script')} of script, compressed.`,
    );
  }
  return weights.flatMap(([path, weight]) => tooHeavy(path, weight));
}

/** The first page of each folder at the top, and those that lie there alone. */
function onePerKind(paths: readonly string[]): string[] {
  const kinds = new Map<string, string>();
  for (const path of paths) {
    const [top = '', ...rest] = path.split('/');
    const kind = `${top} ${rest.length > 1} ${/answers\/$/.test(path)}`;
    if (!kinds.has(kind)) kinds.set(kind, path);
  }
  return [...kinds.values()];
}

/** The files of the site; the text of pages alone. */
function readSite(): SiteFiles {
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        const path = file.slice(dist.length + 1).replaceAll('\\', '/');
        return [path, path.endsWith('.html') ? readFileSync(file, 'utf8') : undefined];
      }),
  );
}

/** The findings, the same on several pages or in several modes told once. */
function report(findings: readonly Finding[]): void {
  const places = new Map<string, string[]>();
  for (const { page, mode, what } of findings) {
    const place = `${page === '' ? 'home' : page}${mode === '' ? '' : ` [${mode}]`}`;
    places.set(what, [...(places.get(what) ?? []), place]);
  }
  for (const [what, where] of places) {
    const more = where.length > 3 ? ` and ${where.length - 3} more` : '';
    say(`${where.slice(0, 3).join(', ')}${more}: ${what}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
