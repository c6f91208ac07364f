/** `npm run site`: builds the site into site/dist, or says what is wrong and where. */
import { join } from 'node:path';
import { root } from '../course/catalogue.ts';
import { UsageError } from '../course/usage-error.ts';
import { buildSite, writeSite } from './build.ts';
import { SiteFault } from './markdown/prose.ts';

const started = performance.now();
try {
  const outputs = await buildSite(root);
  writeSite(outputs, join(root, 'site', 'dist'));
  const pages = outputs.filter(({ path }) => path.endsWith('.html')).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${pages} pages in site/dist, after ${seconds} s\n`);
} catch (error) {
  if (!(error instanceof SiteFault || error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
