/** How much a reader loads before they have touched anything. */
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page, Request } from 'playwright-core';
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
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  try {
    await page.setViewportSize(devices.desk);
    await page.goto(address + path, { waitUntil: 'networkidle', timeout: 120_000 });
    const weight = { text: 0, script: 0 };
    // What a page fetches at rest, and what that imports, is added to them meanwhile.
    await untilIdle(page);
    for (const request of requests) {
      const type = request.resourceType();
      const kind = type === 'document' || type === 'stylesheet' ? 'text' : type;
      if (kind !== 'text' && kind !== 'script') continue;
      const response = await request.response();
      if (response !== null) weight[kind] += gzipSync(await response.body()).length;
      await untilIdle(page);
    }
    return weight;
  } finally {
    await page.close();
  }
}

/** Until the page has done all that it wants to do when it has come to rest. */
function untilIdle(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => resolve())),
  );
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
