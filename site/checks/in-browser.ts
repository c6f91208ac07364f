/** All that needs a browser, as jobs that several of its windows share out among themselves. */
import { availableParallelism } from 'node:os';
import type { Browser, BrowserContext } from 'playwright-core';
import { featureChecks } from './features.ts';
import { checkKeyboard } from './keyboard.ts';
import { checkPage, type Finding } from './page-check.ts';
import { checkRebuilding } from './rebuilding.ts';
import { tooHeavy, type Weight, weigh } from './sizes.ts';
import type { StaticHost } from './static-host.ts';

/** One thing to do on a page, in a browser that remembers nothing of the others. */
interface Job {
  readonly page: string;
  readonly run: (context: BrowserContext) => Promise<Finding[]>;
}

/** Looks at the pages at `paths`, and at what the site can do if they are all of them. */
export async function checkInBrowser(
  browser: Browser,
  { address, rootAddress }: StaticHost,
  paths: readonly string[],
  isWhole: boolean,
): Promise<Finding[]> {
  const weights: Weight[] = [];
  const jobOf =
    (run: (context: BrowserContext, page: string) => Promise<Finding[]>) =>
    (page: string): Job => ({ page, run: (context) => run(context, page) });
  const features = featureChecks.map((check) =>
    jobOf((context) => check(context, address))(''),
  );
  const keyboard = jobOf((context, page) => checkKeyboard(context, address, page));
  const weight = jobOf(async (context, page) => {
    const weighed = await weigh(context, address, page);
    weights.push(weighed);
    return tooHeavy(page, weighed);
  });
  const looks = jobOf((context, page) =>
    checkPage(context, page === '404.html' ? rootAddress : address, page),
  );
  // What takes longest comes first: at the end nobody waits for one of them alone.
  const jobs: Job[] = [
    ...(isWhole ? features : []),
    ...onePerKind(paths.filter((path) => path !== '404.html')).map(keyboard),
    ...paths.filter((path) => /^chapters\/[^/]+\/$/.test(path)).map(weight),
    ...paths.map(looks),
  ];
  // Alone, because the server leaves the processors to others while it builds behind a page.
  const findings = isWhole ? await inTurns(browser, [jobOf(checkRebuilding)('')]) : [];
  findings.push(...(await inTurns(browser, jobs)));
  if (weights.length > 0) {
    const most = (kind: keyof Weight) => Math.max(...weights.map((each) => each[kind]));
    process.stdout.write(
      `A chapter's page loads at most ${most('text')} bytes of HTML and CSS and ` +
        `${most('script')} of script, compressed.\n`,
    );
  }
  return findings;
}

/** Does them all, and answers what they found in their order. */
async function inTurns(browser: Browser, jobs: readonly Job[]): Promise<Finding[]> {
  const found: Finding[][] = [];
  const left = [...jobs.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, job] = next;
      const context = await browser.newContext();
      // Whatever becomes of one of them, the others are told of.
      found[index] = await job.run(context).catch(({ message }: Error) => {
        return [{ page: job.page, mode: '', what: message }];
      });
      await context.close();
    }
  };
  // One more than there are processors, because each waits for the browser now and then.
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
  return found.flat();
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
