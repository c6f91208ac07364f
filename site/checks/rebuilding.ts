/**
 * The development server, as somebody uses it who writes: a copy of the repository is served, its
 * files are changed, and a page that is open must show that, at the place where it was.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { BrowserContext, Page } from 'playwright-core';
import { root } from '../../course/catalogue.ts';
import { typescript } from '../../course/typescript.ts';
import type { Finding } from './page-check.ts';

const CHAPTER = 'chapters/03-non-blocking/';
const TEXT = `${CHAPTER}README.md`;
/** A file of the library, a comment that the appendix on it shows, and that appendix. */
const LIBRARY = 'lib/net/socket.ts';
const COMMENT = '/** The descriptor, or -1 when the socket is closed. */';
const APPENDIX = 'chapters/a-from-typescript-to-the-kernel/';

/** What no build of the site reads from the repository itself. */
const ELSEWHERE = /^(\.git|node_modules|site\/dist)$/;

const CACHE = 'node_modules/.cache/would-block';

/** Changes a text and a file of the library, breaks a listing, and mends it again. */
export async function checkRebuilding(context: BrowserContext): Promise<Finding[]> {
  const copy = copyOfRepository();
  const server = spawn(
    process.execPath,
    ['--import', typescript, 'site/command.ts', '--serve', '--port', '0'],
    { cwd: copy, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said: string[] = [];
  try {
    const address = await addressOf(server, said);
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await changeText(page, address, copy);
    await changeLibrary(page, address, copy);
    await breakAndMend(page, address, copy);
    return [];
  } catch (error) {
    const saying = said.join('\n');
    const what = `the development server: ${(error as Error).message}\nIt said:\n${saying}`;
    return [{ page: CHAPTER, mode: 'desk', what }];
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) {
      await once(server, 'close');
    }
    rmSync(copy, { recursive: true });
  }
}

/** A repository of the same files, packages and cache. What is written there changes no other. */
function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'would-block-'));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !ELSEWHERE.test(relative(root, path)),
  });
  const packages = join(copy, 'node_modules');
  cpSync(join(root, CACHE), join(copy, CACHE), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '.cache') continue;
    symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  return copy;
}

/** Where it serves. Whatever it says, now and later, is added to `said`. */
function addressOf({ stdout }: ChildProcess, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (stdout === null) throw new Error('says nothing');
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      said.push(line);
      const [address] = /http:\S+/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    lines.on('close', () => reject(new Error('ends at once')));
  });
}

/** A paragraph appears above what is being read, which stays where it was. */
async function changeText(page: Page, address: string, copy: string): Promise<void> {
  await page.goto(address + CHAPTER);
  const heading = page.locator('h2[id]').last();
  await heading.evaluate((element) => {
    scrollTo(0, element.getBoundingClientRect().top - 100);
  });
  const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  change(copy, TEXT, (text) => text.replace('\n## ', '\nA paragraph more.\n\n## '));
  await page.getByText('A paragraph more.', { exact: true }).waitFor();
  await page.waitForLoadState('load');
  const moved = Math.abs((await top()) - before);
  if (moved > 2) throw new Error(`a changed page loses its place by ${moved} pixels`);
}

/** What the library says of itself appears where it is quoted, its hovers included. */
async function changeLibrary(page: Page, address: string, copy: string): Promise<void> {
  await page.goto(address + APPENDIX);
  change(copy, LIBRARY, (text) => text.replace(COMMENT, '/** The descriptor of it. */'));
  const listing = page.locator('.listing', { hasText: '/** The descriptor of it. */' });
  await listing.first().waitFor();
  // The compiler needs longer than the page.
  await listing.first().locator('[data-names]').first().waitFor();
}

/** A listing of nothing is told on the page, with file and line, until it is mended. */
async function breakAndMend(page: Page, address: string, copy: string): Promise<void> {
  await page.goto(address + CHAPTER);
  const good = change(copy, TEXT, (text) =>
    text.replace(/(\n```ts file=\S+)/, '$1-not-there'),
  );
  const strip = page.getByRole('alert');
  await strip.waitFor();
  const said = await strip.innerText();
  if (!/README\.md:\d+/.test(said)) throw new Error(`a fault is told as “${said}”`);
  writeFileSync(join(copy, TEXT), good);
  await strip.waitFor({ state: 'detached' });
}

/** Changes a file of the copy. Answers what was in it. Throws if nothing changes. */
function change(copy: string, file: string, edit: (text: string) => string): string {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  if (after === before) throw new Error(`${file} has changed, and this check must too`);
  writeFileSync(path, after);
  return before;
}
