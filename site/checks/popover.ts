/**
 * Whether the popover of a term can be used by keyboard, and says what it is; and whether what could
 * not be fetched for it at first is fetched again.
 */
import type { Locator, Page } from 'playwright-core';
import { axeViolations } from './page-check.ts';

/** Walks into a definition, back and through it. Throws an error that says what is wrong. */
export async function checkPopover(page: Page): Promise<void> {
  await failOnce(page, /\/definitions\.json$/);
  const term = page.locator('a.term').first();
  await comeAgain(page, term, '#popover:popover-open');
  const words = await term.innerText();
  const popover = page.getByRole('dialog', { name: `About ${words}` });
  await popover.waitFor();
  for (const violation of await axeViolations(page)) throw new Error(violation);

  await page.keyboard.press('Tab');
  await expectFocus(popover.locator('a'), 'Tab does not lead into it');
  await page.keyboard.press('Shift+Tab');
  await expectFocus(term, 'Shift+Tab does not lead back to the term');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expectFocus(term, 'Escape does not lead back to the term');
  await popover.waitFor({ state: 'hidden' });

  await comeAgain(page, term, '#popover:popover-open');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await popover.waitFor({ state: 'hidden' });
  const isBehind = await term.evaluate((element) => {
    const { activeElement } = document;
    const { DOCUMENT_POSITION_FOLLOWING } = Node;
    const position = element.compareDocumentPosition(activeElement ?? element);
    return position === DOCUMENT_POSITION_FOLLOWING;
  });
  if (!isBehind) throw new Error('Tab does not lead on behind the term');

  await failOnce(page, /\/names-[^/]*\.json$/);
  await comeAgain(page, page.locator('pre[data-names]').first(), 'pre .name');
}

/** Lets the site answer with nonsense the first time that such a file is asked for. */
async function failOnce(page: Page, address: RegExp): Promise<void> {
  await page.route(address, (route) => route.fulfill({ body: 'no JSON' }), { times: 1 });
}

/** Comes to a piece of the page with the focus, again and again, until something is there. */
async function comeAgain(page: Page, piece: Locator, wanted: string): Promise<void> {
  const handle = await piece.elementHandle();
  await page.waitForFunction(
    ([element, selector]) => {
      if (document.querySelector(selector) !== null) return true;
      (element as HTMLElement).blur();
      (element as HTMLElement).focus();
      return false;
    },
    [handle, wanted] as const,
  );
}

async function expectFocus(element: Locator, wrong: string): Promise<void> {
  const isFocused = await element.evaluate((one) => one === document.activeElement);
  if (!isFocused) throw new Error(wrong);
}
