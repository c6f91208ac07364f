/** Whether the Tab key reaches everything on a page that can have the focus, in its order. */
import type { BrowserContext } from 'playwright-core';
import { devices } from './modes.ts';
import type { Finding } from './page-check.ts';

/** A page with more is nobody's to walk through with one key. */
const MOST_STEPS = 3_000;

/** The browser itself stops at some: what scrolls, for one. */
const UNEXPECTED_STEPS = 40;

/** Walks through the page with Tab. Answers what it does not reach. */
export async function checkKeyboard(
  context: BrowserContext,
  address: string,
  path: string,
): Promise<Finding[]> {
  const page = await context.newPage();
  try {
    await page.setViewportSize(devices.desk);
    await page.goto(address + path, { waitUntil: 'load' });
    const expected = await page.evaluate(numberFocusable);
    // A term's definition has a link that Tab stops at too.
    const links = await page.locator('a.term').count();
    const steps = Math.min(expected.length + links + UNEXPECTED_STEPS, MOST_STEPS);
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('Tab');
    const seen = untilRound(await page.evaluate(focusedNumbers));
    const find = (what: string): Finding => ({ page: path, mode: 'desk', what });
    const skipped = await page.evaluate(withoutTab);
    const missed = expected.filter((_, number) => !seen.includes(number));
    const back = seen.findIndex((number, index) => number < (seen[index - 1] ?? 0));
    return [
      ...skipped.map((name) => find(`${name} is taken out of the reach of Tab`)),
      ...missed.slice(0, 5).map((name) => find(`Tab does not reach ${name}`)),
      ...(back < 0
        ? []
        : [
            find(
              `Tab goes back from ${expected[seen[back - 1] ?? 0]} to ${expected[seen[back] ?? 0]}`,
            ),
          ]),
    ];
  } finally {
    await page.close();
  }
}

/** Runs in the page: gives all that Tab should reach a number, and answers their names. */
function numberFocusable(): string[] {
  const selector =
    'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), ' +
    'textarea:not([disabled]), summary, [tabindex]:not([tabindex="-1"])';
  const radios = new Set<string>();
  const all = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    if (element.tabIndex < 0 || element.closest('[inert]')) return false;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      // Of a group Tab reaches one; the arrows reach the others.
      if (radios.has(element.name)) return false;
      radios.add(element.name);
    }
    return element.checkVisibility({ visibilityProperty: true });
  });
  document.addEventListener('focusin', ({ target }) => {
    const { checkNumber = '' } = (target as HTMLElement).dataset;
    const { body } = document;
    body.dataset.checkFocused = `${body.dataset.checkFocused ?? ''} ${checkNumber}`;
  });
  return all.map((element, number) => {
    element.dataset.checkNumber = String(number);
    const words = (
      element.getAttribute('aria-label') ??
      element.textContent ??
      ''
    ).trim();
    return `${element.localName}.${element.className} “${words.slice(0, 40)}”`;
  });
}

/** Runs in the page: the controls that Tab is told to pass over, and that no arrow key reaches. */
function withoutTab(): string[] {
  const selector =
    ':is(a[href], button, input, select, textarea, summary)[tabindex="-1"]';
  // Of the names in a block of code Tab reaches one, and arrows the others.
  const reachedByArrows = 'pre, [role=listbox], [role=radiogroup], [role=tablist]';
  return [...document.querySelectorAll<HTMLElement>(selector)]
    .filter((element) => element.checkVisibility() && !element.closest(reachedByArrows))
    .map(
      (element) => `${element.localName} “${element.textContent?.trim().slice(0, 40)}”`,
    );
}

/** Runs in the page: the numbers of what has had the focus since. */
function focusedNumbers(): number[] {
  return (document.body.dataset.checkFocused ?? '')
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** Up to where the walk begins anew. */
function untilRound(seen: readonly number[]): number[] {
  const again = seen.findIndex((number, index) => index > 0 && number === seen[0]);
  return again < 0 ? [...seen] : seen.slice(0, again);
}
