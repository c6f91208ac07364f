/** `npm run site -- --serve`: the site on localhost, built anew whenever its sources change. */
import { colours } from '../../course/colours.ts';
import type { SiteNews } from '../../course/site-process.ts';
import { buildWorker } from './build-worker.ts';
import { Builder, type Shown } from './builder.ts';
import { builtLine } from './built-line.ts';
import { generatorFiles } from './generator-files.ts';
import { listen } from './listen.ts';
import { reloadAssets } from './reload-assets.ts';
import { SiteServer } from './site-server.ts';
import { watchSources } from './source-watcher.ts';

/**
 * Serves the site of the repository at `root` until the process is told to end.
 * Throws UsageError for a port that cannot be had.
 */
export async function serveSite(root: string, port: number | undefined): Promise<void> {
  const server = new SiteServer(reloadAssets(root));
  const address = await listen(server.http, port);
  say(`The site: ${address}`);
  tellStarter({ kind: 'address', address });
  const builder = new Builder(
    { draft: buildWorker('draft'), whole: buildWorker('whole') },
    (shown) => {
      server.take(shown);
      report(shown);
    },
  );
  builder.build();
  // What cannot be read cannot be loaded either, until any change may have mended it.
  let generator = await generatorFiles(root).catch(() => undefined);
  const watcher = watchSources(root, (files) => {
    const isGeneratorNew =
      generator === undefined || files.some((file) => generator?.has(file));
    builder.build(files, { isGeneratorNew });
    // It may load others now.
    if (isGeneratorNew) {
      void generatorFiles(root)
        .catch(() => generator)
        .then((others) => {
          generator = others;
        });
    }
  });
  const end = () => {
    builder.close();
    server.close();
    void watcher.close().then(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The process that has started it has gone.
  process.on('disconnect', end);
}

function report(shown: Shown): void {
  if (shown.kind === 'failed') {
    say(colours.red(shown.text));
    tellStarter({ kind: 'fault', text: shown.text });
    return;
  }
  tellStarter({ kind: 'built' });
  const line = builtLine(shown);
  if (line !== undefined) say(line);
}

/** Tells the process that has started this one, if it wants to know. */
function tellStarter(news: SiteNews): void {
  process.send?.(news);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
