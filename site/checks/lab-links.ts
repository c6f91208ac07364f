/**
 * Gives a link to an edited program away, and opens it as somebody else: their own edits stay, nothing
 * runs by itself, and a link that is damaged is told.
 */
import type { Page } from 'playwright-core';
import { edit, expectText, openLab, run } from './lab-page.ts';

/** Does that in the lab of the site at `baseUrl`. Throws an error that says what is wrong. */
export async function checkLinks(page: Page, baseUrl: string): Promise<void> {
  const link = await linkTo(page, baseUrl, "print('from afar');");

  await page.goto('about:blank');
  await page.goto(link);
  await page.waitForURL((url) => !url.href.includes('edit='));
  const told = await page.locator('.lab-visit').innerText();
  if (told !== '') throw new Error(`the lab: to who gave a link away it says “${told}”`);

  await openLab(page, baseUrl);
  await edit(page, ["print('my own');"]);
  await open(page, link);
  await expectText(page, '.lab-visit', 'Somebody else’s version of client-spin.ts.');
  await expectText(page, '.cm-content', 'from afar');
  if (!(await page.locator('.lab-output').isHidden())) {
    throw new Error('the lab: what a link brings runs before Run is pressed');
  }
  await run(page);
  await expectText(page, '.lab-output', 'from afar');

  await checkChange(page);
  await page.getByRole('link', { name: 'Back to my own version' }).click();
  await page
    .locator('.lab-visit')
    .and(page.locator(':empty'))
    .waitFor({ state: 'attached' });
  await expectText(page, '.cm-content', 'my own');

  await checkDamaged(page, link);
  await checkKeeping(page, link);
}

/** The link that the button gives for the program with this line in it, and a machine that is set. */
async function linkTo(page: Page, baseUrl: string, line: string): Promise<string> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  await page.context().grantPermissions(permissions, { origin: new URL(baseUrl).origin });
  await openLab(page, baseUrl);
  await edit(page, [line]);
  await page.getByRole('checkbox', { name: /^reset/ }).check();
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await page.locator('.lab-link > *').waitFor();
  await expectText(
    page,
    '.lab-link',
    'Copied: a link to client-spin with this text and this machine.',
  );
  const link = await page.evaluate('navigator.clipboard.readText()');
  if (typeof link !== 'string' || !link.includes('faults=reset&edit=')) {
    throw new Error(`the lab: the link is ${link}`);
  }
  return link;
}

/** Opens an address as if it came from elsewhere. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('.lab-visit > p').first().waitFor();
}

/** What the reader changes of somebody else's version is in the address, and there when it is loaded again. */
async function checkChange(page: Page): Promise<void> {
  const before = page.url();
  await page.locator('.cm-line', { hasText: 'from afar' }).click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(' // and near');
  await page.waitForURL((url) => url.href !== before);
  await page.reload();
  await page.locator('.cm-line', { hasText: 'from afar' }).waitFor();
  await expectText(page, '.cm-content', '// and near');
}

/** A link that is cut off shows what the reader had. */
async function checkDamaged(page: Page, link: string): Promise<void> {
  await open(page, link.slice(0, -30));
  await expectText(page, '.lab-visit', 'they are cut off, or were changed on their way.');
  await expectText(page, '.cm-content', 'my own');
  await open(page, link.replace('03/client-spin', '03/answers'));
  await expectText(
    page,
    '.lab-visit',
    'they are of another program. This is the program as',
  );
}

/** Somebody else's version becomes the reader's own only when they say so twice. */
async function checkKeeping(page: Page, link: string): Promise<void> {
  await open(page, link);
  const keep = page.getByRole('button', { name: 'Keep it as my own' });
  page.once('dialog', (dialog) => dialog.dismiss());
  await keep.click();
  await expectText(page, '.lab-visit', 'Somebody else’s version');
  page.once('dialog', (dialog) => dialog.accept());
  await keep.click();
  await page.reload();
  await page.locator('.cm-line', { hasText: 'from afar' }).waitFor();
  await expectText(page, '.lab-tabs', 'client-spin.ts (changed)');
  if (page.url().includes('edit='))
    throw new Error('the lab: what is kept is still in the address');
}
