/** Whether a reader who clicks again before anything has come of it finds what they should. */
import type { Page } from 'playwright-core';

/** Clicks twice on a quiz and on a Copy button. Throws an error that says what is wrong. */
export async function checkQuickClicks(page: Page): Promise<void> {
  await checkQuiz(page);
  await checkCopy(page);
}

/** Two options are chosen while the answer is on its way: the first counts, and is explained once. */
async function checkQuiz(page: Page): Promise<void> {
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const quiz = page.locator('.quiz[data-quiz]').first();
  const address = (await quiz.getAttribute('data-answers')) ?? '';
  await page.route(new URL(address, page.url()).href, async (route) => {
    await isAnswered;
    await route.continue();
  });
  const buttons = quiz.locator('.quiz-options button');
  await buttons.nth(1).click();
  await buttons.nth(0).click();
  answer();
  await quiz.getByRole('button', { name: 'Ask me again' }).waitFor();
  const explained = await quiz.locator('.quiz-why').count();
  const options = await buttons.count();
  if (explained !== options) {
    throw new Error(`has ${explained} explanations of ${options} options`);
  }
  const chosen = await buttons.nth(1).getAttribute('aria-pressed');
  if (chosen !== 'true') throw new Error('has not taken the first option for chosen');
}

/** A button that is pressed again while it says what it did has its own name again afterwards. */
async function checkCopy(page: Page): Promise<void> {
  await page.clock.install();
  const button = page.locator('.copy').first();
  const name = await button.getAttribute('aria-label');
  await button.click();
  await page.locator('.copy:not(:text-is("Copy"))').waitFor();
  await button.click();
  for (let tries = 0; tries < 20 && (await button.innerText()) !== 'Copy'; tries += 1) {
    await page.clock.runFor(1000);
  }
  const after = await button.getAttribute('aria-label');
  if (after !== name)
    throw new Error(`the button “${name}” is called “${after}” for good`);
}
