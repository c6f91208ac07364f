/** How much a reader loads before they have touched anything. */
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { devices } from './modes.ts';
import type { Finding } from './page-check.ts';

const MOST_BYTES = { text: 100_000, script: 15_000 };

/** The compressed bytes of a page. */
export interface Weight {
  /** HTML and CSS. */
  readonly text: number;
  readonly script: number;
}

/** Opens a page as somebody who has never been there, and weighs what it loads. */
export async function weigh(
  context: BrowserContext,
  address: string,
  path: string,
): Promise<Weight> {
  const page = await context.newPage();
  const weight = { text: 0, script: 0 };
  const loads: Promise<void>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    const kind = type === 'document' || type === 'stylesheet' ? 'text' : type;
    if (kind !== 'text' && kind !== 'script') return;
    loads.push(
      response.body().then((body) => {
        weight[kind] += gzipSync(body).length;
      }),
    );
  });
  try {
    await page.setViewportSize(devices.desk);
    await page.goto(address + path, { waitUntil: 'networkidle', timeout: 120_000 });
    await Promise.all(loads);
    return weight;
  } finally {
    await page.close();
  }
}

/** What of that is too much. */
export function tooHeavy(path: string, { text, script }: Weight): Finding[] {
  const find = (what: string): Finding => ({ page: path, mode: '', what });
  return [
    ...(text > MOST_BYTES.text
      ? [find(`HTML and CSS are ${text} bytes compressed, more than ${MOST_BYTES.text}`)]
      : []),
    ...(script > MOST_BYTES.script
      ? [find(`its script is ${script} bytes compressed, more than ${MOST_BYTES.script}`)]
      : []),
  ];
}
