/** `npm run site`: builds the site into site/dist or serves it, or says what is wrong and where. */
import { join } from 'node:path';
import { root } from '../course/catalogue.ts';
import { UsageError } from '../course/usage-error.ts';
import { MISUSED } from '../lib/program/exit-codes.ts';
import { publishedAt } from './hosting/published-at.ts';
import { readOptions } from './options.ts';

try {
  const { serve, port } = readOptions(process.argv.slice(2));
  // Known to be sense before anything is begun.
  publishedAt();
  // What serves needs none of what builds, and should be there at once.
  if (serve) await (await import('./serve/serve.ts')).serveSite(root, port);
  else await build();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = MISUSED;
}

async function build(): Promise<void> {
  const started = performance.now();
  const { buildSite, writeSite } = await import('./build/build-site.ts');
  const { faultText } = await import('./faults/fault-text.ts');
  const { Workbench } = await import('./build/workbench.ts');
  const bench = new Workbench(root, 'whole');
  try {
    const outputs = await buildSite(bench);
    writeSite(outputs, join(root, 'site', 'dist'));
    const pages = outputs.filter(({ path }) => path.endsWith('.html')).length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${pages} pages in site/dist, after ${seconds} s\n`);
  } catch (error) {
    process.stderr.write(`${faultText(error)}\n`);
    process.exitCode = 1;
  } finally {
    await bench.close();
  }
}
