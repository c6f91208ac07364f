/** What the checks do with the page of the lab: open it, write, run, and look at what it says. */
import type { Page } from 'playwright-core';

const PROGRAM = '03/client-spin';

// Behind this line of the program others are put.
const BEFORE = 'export function client({ port }: { port: number }): void {';

/** Opens the program of the checks, for a reader who has never been there. */
export async function openLab(page: Page, baseUrl: string): Promise<void> {
  await page.goto(`${baseUrl}lab/`);
  await page.evaluate('localStorage.clear()');
  await page.goto(`${baseUrl}lab/#${PROGRAM}`);
  await page.reload();
  await page.getByRole('heading', { name: 'client-spin' }).waitFor();
}

/** Puts the course's version back and lines into it; answers the number of the first of them. */
export async function edit(page: Page, lines: readonly string[]): Promise<number> {
  const reset = page.getByRole('button', { name: /^Reset/ });
  if (await reset.isVisible()) {
    page.once('dialog', (dialog) => dialog.accept());
    await reset.click();
  }
  const place = page.locator('.cm-line', { hasText: BEFORE });
  await place.click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(`\n${lines.join('\n')}`);
  const before = await page.locator('.cm-line').allInnerTexts();
  return before.findIndex((text) => text.includes(BEFORE)) + 2;
}

/** Runs the program, and waits until it is over. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.lab-good, .lab-bad').waitFor({ timeout: 60_000 });
}

/** Throws unless the run that is over is told so; `what` was run. */
export async function expectOutcome(
  page: Page,
  expected: string | RegExp,
  what = 'client-spin',
): Promise<void> {
  const outcome = page.locator('.lab-good, .lab-bad');
  await outcome.waitFor({ timeout: 60_000 });
  const text = await outcome.innerText();
  const isThere =
    typeof expected === 'string' ? text.includes(expected) : expected.test(text);
  if (!isThere)
    throw new Error(`the lab: ${what} is told as “${text}”, not as ${expected}`);
}

/** Throws unless the text is among what is shown there. */
export async function expectText(
  page: Page,
  selector: string,
  expected: string,
): Promise<void> {
  const text = (await page.locator(selector).textContent()) ?? '';
  if (text.includes(expected)) return;
  throw new Error(
    `the lab: ${selector} shows “${text.slice(0, 200)}”, not “${expected}”`,
  );
}
