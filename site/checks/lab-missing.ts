/** Lets files of the lab be nonsense once: it says which could not be had, and one press helps. */
import type { Page } from 'playwright-core';
import { expectOutcome, expectText, openLab, run } from './lab-page.ts';

/** Does that in the lab of the site at `baseUrl`. Throws an error that says what is wrong. */
export async function checkMissing(page: Page, baseUrl: string): Promise<void> {
  await openLab(page, baseUrl);

  await reloadWithout(page, /lab-programs/);
  await page.locator('.lab-trouble').waitFor();
  await expectText(page, '.lab-trouble', 'The programs could not be fetched, though');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('heading', { name: 'client-spin' }).waitFor();

  await reloadWithout(page, /lab-declarations/);
  await page.locator('.lab-trouble').waitFor();
  await expectText(page, '.lab-trouble', 'TypeScript could not be fetched, though');
  await run(page);
  await expectOutcome(
    page,
    /^Ended after/,
    'a program whose compiler came at second try',
  );
  if (await page.locator('.lab-trouble').isVisible()) {
    throw new Error('the lab: it says that TypeScript is missing when it is there');
  }
}

/** Loads the page again, and answers what it asks for there with nonsense, the first time. */
async function reloadWithout(page: Page, address: RegExp): Promise<void> {
  const there = page.url();
  // A worker of the page as it is now may still be about to ask.
  await page.goto('about:blank');
  // Of the whole context: what a worker fetches is not the page's.
  const nonsense = { body: 'neither JSON nor code' };
  await page.context().route(address, (route) => route.fulfill(nonsense), { times: 1 });
  await page.goto(there);
}
