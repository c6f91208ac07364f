/** What a reader can do on a page, done once each. */
import type { BrowserContext, Page } from 'playwright-core';
import { checkLab } from './lab.ts';
import { devices } from './modes.ts';
import { axeViolations, type Finding } from './page-check.ts';
import { checkPopover } from './popover.ts';
import { checkQuickClicks } from './quick-clicks.ts';
import { checkSearch } from './search.ts';

/** Something to do, on the site at `address`. Throws an error that says what is wrong. */
interface Feature {
  readonly name: string;
  /** The page on which it is. */
  readonly path: string;
  readonly use: (page: Page, address: string) => Promise<void>;
}

const features: readonly Feature[] = [
  { name: 'quiz', path: 'chapters/05-select/', use: useQuiz },
  { name: 'quick clicks', path: 'chapters/05-select/', use: checkQuickClicks },
  { name: 'popover', path: 'chapters/05-select/', use: checkPopover },
  { name: 'stepper', path: 'chapters/05-select/', use: useStepper },
  { name: 'lab', path: 'lab/', use: checkLab },
  { name: 'search', path: 'glossary/', use: checkSearch },
  { name: 'hints', path: 'exercises/05-select/1-pack-an-fd-set/', use: useHints },
];

/** A check for each of them. They answer what does not work. */
export const featureChecks = features.map(
  (feature) => (context: BrowserContext, address: string) =>
    checkFeature(feature, context, address),
);

async function checkFeature(
  { name, path, use }: Feature,
  context: BrowserContext,
  address: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const find = (what: string) =>
    findings.push({ page: path, mode: 'desk', what: `${name}: ${what}` });
  page.on('pageerror', ({ message }) => find(message));
  // What the page's policy refuses is told there, and nowhere else.
  page.on('console', (message) => {
    if (message.type() === 'error') find(`console: ${message.text()}`);
  });
  try {
    await page.setViewportSize(devices.desk);
    await page.goto(address + path, { waitUntil: 'load' });
    await use(page, address);
  } catch (error) {
    find((error as Error).message);
  }
  return findings;
}

/** Chooses a wrong option by the keyboard, is told, comes back, and asks again. */
async function useQuiz(page: Page): Promise<void> {
  const quiz = page.locator('.quiz[data-quiz]').first();
  const text = await page.content();
  if (/class="quiz-why"|is-right/.test(text)) throw new Error('the page gives it away');
  const buttons = quiz.locator('.quiz-options button');
  const count = await buttons.count();
  await buttons.first().focus();
  await page.keyboard.press('Enter');
  await quiz
    .locator('.quiz-why')
    .nth(count - 1)
    .waitFor();
  const said = await quiz.getByRole('status').innerText();
  if (!/ as npx course run .* shows\./.test(said)) throw new Error(`says “${said}”`);
  await page.reload();
  await quiz.locator('.quiz-why').first().waitFor();
  await quiz.getByRole('button', { name: 'Ask me again' }).click();
  if ((await quiz.locator('.quiz-why').count()) > 0)
    throw new Error('does not ask again');
}

/**
 * Opens a run's player by the keyboard, without the network; steps on, back, to where buffers are full
 * and to its end; and closes it.
 */
async function useStepper(page: Page): Promise<void> {
  const opener = page.locator('[data-trace]').first();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter'); // plays, and opens no second player
  const player = page.getByRole('dialog');
  await player.waitFor();
  const slider = player.getByRole('slider', { name: 'Step' });
  // It may be drawn a moment later than the key was pressed.
  const expectAt = async (expected: number) => {
    const isThere = () => slider.inputValue().then((value) => Number(value) === expected);
    for (let tries = 0; tries < 50 && !(await isThere()); tries += 1) {
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    if (await isThere()) return;
    throw new Error(`is at step ${await slider.inputValue()}, not at ${expected}`);
  };
  await page.keyboard.press('Home');
  await expectAt(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expectAt(1);
  const says = player.locator('.now');
  const refused = /refused by send\(\)\. The buffer is full/;
  for (let tries = 0; tries < 9 && !refused.test(await says.innerText()); tries += 1) {
    await page.keyboard.press('PageDown');
  }
  const full = await player.locator('.curve .says').innerText();
  if (!refused.test(await says.innerText()) || !/full/.test(full)) {
    throw new Error(`shows no full buffer: ${full}`);
  }
  await player.locator('.log').focus();
  await page.keyboard.press('End');
  await expectAt(Number(await slider.getAttribute('max')));
  await page.keyboard.press('ArrowUp');
  await expectAt(Number(await slider.getAttribute('max')) - 1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const [violation] = await axeViolations(page);
    if (violation !== undefined) throw new Error(`${violation} [open, ${colorScheme}]`);
  }
  await page.keyboard.press('Escape');
  await player.waitFor({ state: 'detached' });
  const isBack = await opener.evaluate((button) => button === document.activeElement);
  if (!isBack) throw new Error('does not give the focus back');
  await page.context().setOffline(false);
}

/** Opens one hint after the other, and the door to the solution. */
async function useHints(page: Page): Promise<void> {
  const hints = page.locator('.hint > summary');
  for (let level = 0; level < 3; level += 1) {
    for (let above = level + 1; above < 3; above += 1) {
      if (await hints.nth(above).isVisible())
        throw new Error(`hint ${above + 1} is there`);
    }
    await hints.nth(level).click();
  }
  const link = page.getByRole('link', { name: 'show me the solution' });
  if (await link.isVisible()) throw new Error('the solution has no door');
  await page.locator('.guard > summary').click();
  await link.click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (!page.url().includes('/solutions/')) throw new Error('leads elsewhere');
}
