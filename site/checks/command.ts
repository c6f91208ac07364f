/**
 * `npm run site:checks`: opens every page of the built site in a browser and tells what is wrong
 * with it, naming page, mode and element.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../course/catalogue.ts';
import { UsageError } from '../../course/usage-error.ts';
import { MISUSED } from '../../lib/program/exit-codes.ts';
import { startBrowser } from './browser.ts';
import { deadLinks, type SiteFiles } from './dead-links.ts';
import { documentFaults } from './documents.ts';
import { checkInBrowser } from './in-browser.ts';
import type { Finding } from './page-check.ts';
import { startStaticHost } from './static-host.ts';

const dist = join(root, 'site', 'dist');

try {
  process.exitCode = (await check()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISUSED;
}

/** Answers whether all is well. Throws UsageError without a site, or without a browser. */
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
  const findings: Finding[] = [
    ...deadLinks(files).map(({ page, target, why }) => ({
      page,
      mode: '',
      what: `dead link ${target}: ${why}`,
    })),
    ...documentFaults(files).map((fault) => ({ ...fault, mode: '' })),
  ];
  const browser = await startBrowser();
  const host = await startStaticHost(dist);
  try {
    findings.push(...(await checkInBrowser(browser, host, chosen, wanted === '')));
  } finally {
    await browser.close();
    host.close();
  }
  report(findings);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(
    `${chosen.length} pages after ${seconds} s: each on desk and phone, in light and dark. ` +
      `${findings.length === 0 ? 'Nothing is wrong.' : `${findings.length} findings.`}`,
  );
  return findings.length === 0;
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
