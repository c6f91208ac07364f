/**
 * Opens a page in every mode and tells what is wrong with it: errors on the console, requests that
 * fail or leave the site, text that runs out of the window, and all that axe finds.
 *
 * A page is loaded once for each device; light and dark differ in colours alone, so the second of
 * them asks axe for its contrast only.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { type Device, devices, type Mode, nameOf } from './modes.ts';

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
  modes: readonly Mode[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const device of new Set(modes.map((mode) => mode.device))) {
    const own = modes.filter((mode) => mode.device === device);
    findings.push(...(await checkOn(context, address, path, device, own)));
  }
  return findings;
}

async function checkOn(
  context: BrowserContext,
  address: string,
  path: string,
  device: Device,
  modes: readonly Mode[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const [first] = modes;
  if (first === undefined) return findings;
  let mode = first;
  const find = (what: string) =>
    findings.push({ page: path, mode: nameOf(mode), what: what.trim() });
  const page = await context.newPage();
  try {
    listen(page, address, find);
    await page.setViewportSize(devices[device]);
    await page.emulateMedia({ colorScheme: mode.scheme, reducedMotion: 'reduce' });
    await page.goto(address + path, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    // A phone's reader has opened everything; what is folded can be wrong as well.
    if (device === 'phone') await page.evaluate(unfold);
    for (const element of await page.evaluate(overflowing)) {
      find(`runs out of the window: ${element}`);
    }
    for (const [index, next] of modes.entries()) {
      mode = next;
      await page.emulateMedia({ colorScheme: mode.scheme, reducedMotion: 'reduce' });
      const rules = index === 0 ? [] : ['color-contrast'];
      for (const violation of await axeViolations(page, rules)) find(violation);
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

/** What axe finds on a page, a line for each element; all rules unless some are named. */
export async function axeViolations(
  page: Page,
  rules: readonly string[] = [],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const results = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const options = only.length === 0 ? {} : { runOnly: [...only] };
    const { violations } = await axe.run({ ...options, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
    })) as Pick<AxeResults['violations'][number], 'id' | 'help' | 'nodes'>[];
  }, rules);
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
