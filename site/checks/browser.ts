/** The browser of the checks: Debian's chromium, which no package brings. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { UsageError } from '../../course/usage-error.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// It asks nobody for anything: neither updates nor what it would like to know of its user.
const SILENT = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts it. Throws UsageError where there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find(
    (path) => path !== '' && existsSync(path),
  );
  if (executablePath === undefined) {
    throw new UsageError(
      'The checks of the site need chromium: apt-get install chromium, or name one in CHROMIUM.',
    );
  }
  return chromium.launch({ executablePath, args: SILENT });
}
