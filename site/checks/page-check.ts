/**
 * Opens a page in every mode and tells what is wrong with it: errors on the console, requests that
 * fail or leave the site, text that runs out of the window, and all that axe finds.
 *
 * A page is loaded once for each device. Light and dark differ in colours alone, and a phone with
 * all that is folded open shows every text that a desk does, in the same colours: so axe computes
 * contrast, which is half of its work, on the phone, once in light and once in dark.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { type Device, devices, type Scheme } from './modes.ts';

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Something wrong with a page. */
export interface Finding {
  readonly page: string;
  /** `phone, dark`; `''` if it does not matter. */
  readonly mode: string;
  readonly what: string;
}

/** Looks at the page at `path` of the site at `address`. Answers what is wrong. */
export async function checkPage(
  context: BrowserContext,
  address: string,
  path: string,
): Promise<Finding[]> {
  const onDesk = await checkOn(context, address, path, 'desk');
  return [...onDesk, ...(await checkOn(context, address, path, 'phone'))];
}

async function checkOn(
  context: BrowserContext,
  address: string,
  path: string,
  device: Device,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let scheme: Scheme = 'light';
  const find = (what: string) =>
    findings.push({ page: path, mode: `${device}, ${scheme}`, what: what.trim() });
  const page = await context.newPage();
  try {
    listen(page, address, find);
    await page.setViewportSize(devices[device]);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(address + path, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    if (device === 'phone') await page.evaluate(unfold);
    for (const element of await page.evaluate(overflowing)) {
      find(`runs out of the window: ${element}`);
    }
    if (device === 'desk') {
      for (const element of await page.evaluate(unnamed)) {
        find(`can have the focus and has no role or no name: ${element}`);
      }
      for (const violation of await axeViolations(page, 'all but contrast'))
        find(violation);
    } else {
      for (const violation of await axeViolations(page)) find(violation);
      scheme = 'dark';
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      for (const violation of await axeViolations(page, 'contrast alone'))
        find(violation);
    }
  } catch (error) {
    find(`could not be looked at: ${(error as Error).message}`);
  } finally {
    await page.close();
  }
  return findings;
}

function listen(page: Page, address: string, find: (what: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') find(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => find(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(address)) {
      find(`asks another host, or outside of the site: ${url}`);
    }
  });
  page.on('requestfailed', (request) => {
    find(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) find(`${response.status()}: ${response.url()}`);
  });
}

/** Which of its rules axe is asked for. */
type Rules = 'all' | 'all but contrast' | 'contrast alone';

const RULES = {
  all: {},
  'all but contrast': { rules: { 'color-contrast': { enabled: false } } },
  'contrast alone': { runOnly: ['color-contrast'] },
} as const;

/** What axe finds on a page, a line for each element. */
export async function axeViolations(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const results = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(options as RunOptions);
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
      })) as Pick<AxeResults['violations'][number], 'id' | 'help' | 'nodes'>[];
    },
    { ...RULES[rules], resultTypes: ['violations'] },
  );
  return results.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary = '' }) => {
      const [, detail = ''] = failureSummary.split('\n');
      return `axe ${id}: ${help}: ${target.join(' ')} (${detail.trim()})`;
    }),
  );
}

/** Runs in the page: opens all that is folded. */
function unfold(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** Runs in the page: the boxes at which Tab stops, and a screen reader has nothing to say. */
function unnamed(): string[] {
  return [...document.querySelectorAll('[tabindex="0"]')]
    .filter((box) => !box.matches('[role]:is([aria-label], [aria-labelledby])'))
    .map((box) => `${box.localName}.${box.className}`);
}

/** Runs in the page: the elements that make it wider than the window. */
function overflowing(): string[] {
  const { scrollWidth } = document.documentElement;
  if (scrollWidth <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const { right, width } = element.getBoundingClientRect();
    if (width === 0 || right <= innerWidth + 1) return false;
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (around === document.body) break;
      if (getComputedStyle(around).overflowX !== 'visible') return false;
    }
    return true;
  });
  const names = wide.slice(0, 3).map((element) => {
    const id = element.id === '' ? '' : `#${element.id}`;
    const classes = [...element.classList].map((name) => `.${name}`).join('');
    return `${element.localName}${id}${classes}`;
  });
  return names.length === 0 ? [`the page, ${scrollWidth} pixels wide`] : names;
}
