/**
 * The search, by the keyboard alone: it opens, finds, is followed, and closes; and it says so when
 * something of it cannot be fetched.
 */
import type { Page } from 'playwright-core';

// cspell:ignore slect

/**
 * A word, and the kinds that it is found as: in this order among the first, others between them.
 * Without kinds nothing may be found.
 */
interface Query {
  readonly words: string;
  readonly kinds: readonly string[];
}

// A word that the chapters use is found there before the library that declares it, unless it is
// the very name of something.
const QUERIES: readonly Query[] = [
  { words: 'buffers', kinds: ['Chapter', 'Chapter'] },
  { words: 'Socket', kinds: ['Glossary', 'Library', 'Chapter'] },
  { words: 'EAGAIN', kinds: ['Glossary', 'Chapter'] },
  { words: 'formatCall', kinds: ['Library'] },
  { words: 'slect', kinds: ['Chapter', 'Glossary', 'Library'] },
  { words: 'runUntilComplete', kinds: [] },
  { words: 'select', kinds: ['Chapter', 'Glossary', 'Library'] },
];

const FIRST = 8;

/** Uses it. Throws an error that says what is wrong. */
export async function checkSearch(page: Page, address: string): Promise<void> {
  await checkNotFetched(page);
  const dialog = page.locator('dialog.search');
  await page.keyboard.press('/');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  // What is typed at once is not lost, though the dialog was only now asked for.
  await page.reload();
  await page.keyboard.type('/formatCall');
  await page.locator('dialog.search .search-status[data-words="formatCall"]').waitFor();
  for (const query of QUERIES) await checkQuery(page, query);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${address}chapters/05-select/**`);
}

/** Where its script, and then a part of its index, is out of reach for a while. */
async function checkNotFetched(page: Page): Promise<void> {
  // What fails here is no fault of the page, whose errors are counted.
  const other = await page.context().newPage();
  await other.goto(page.url());
  const told = other.getByText('The search could not be fetched.');
  const again = other.getByRole('button', { name: 'Try again' });
  for (const [keys, address] of [
    ['/', /\/dialog-\w+\.js$/],
    ['buffers', /\/pagefind\/index\//],
  ] as const) {
    await other.route(address, (route) => route.abort());
    await other.keyboard.type(keys);
    await told.waitFor();
    await other.unroute(address);
    await again.click();
    await told.waitFor({ state: 'hidden' });
  }
  await other.locator('.search-status[data-words="buffers"]').waitFor();
  await other.close();
}

/** Types the words, and looks at the first that are found. */
async function checkQuery(page: Page, { words, kinds }: Query): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(words);
  const results = page.locator('dialog.search [role=option]');
  // What was found for the words before is there until this is.
  const status = page.locator(`dialog.search .search-status[data-words="${words}"]`);
  await status.waitFor();
  const found = await results.locator('.search-kind').allInnerTexts();
  const first = found.slice(0, FIRST);
  let from = 0;
  const isInOrder = kinds.every((kind) => {
    const place = first.indexOf(kind, from);
    from = place + 1;
    return place >= 0;
  });
  if (!isInOrder || (kinds.length === 0 && found.length > 0))
    throw new Error(
      `finds “${words}” as ${first}, not as ${kinds.join() || 'nothing'} in this order`,
    );
  const excerpts = await results.locator('.search-excerpt').allInnerTexts();
  const odd = excerpts.find((text, index) => {
    return text.trim() === '' || (text.includes('`') && found[index] !== 'Code');
  });
  if (odd !== undefined) throw new Error(`shows “${odd}” for “${words}”`);
}
