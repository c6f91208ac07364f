/**
 * Looks at the lab in a browser: it runs a program, and tells of each way in which a reader's
 * edit may go wrong, on which line.
 */
import type { Page } from 'playwright-core';
import { checkLinks } from './lab-links.ts';
import { checkMissing } from './lab-missing.ts';
import { edit, expectOutcome, expectText, openLab, run } from './lab-page.ts';

/** Opens the lab of the site at `baseUrl`, which ends in a slash. Throws an error that says what is wrong. */
export async function checkLab(page: Page, baseUrl: string): Promise<void> {
  await openLab(page, baseUrl);

  await run(page);
  await expectOutcome(page, /^Ended after [\d,]+ ms of virtual time/);
  await expectText(page, '.lab-output', '73400320 bytes to send');
  await expectText(page, '.lab-calls', 'EAGAIN');
  await expectText(page, '.lab-outcome', 'The other side has read 73,400,320 bytes.');

  const loop = ['while (port > 0) {', '}'];
  const wrongs: readonly Wrong[] = [
    { what: 'an endless loop', lines: loop, at: 0, says: 'This loop does not end.' },
    {
      what: 'a deadlock',
      lines: [
        'const quiet = new Socket();',
        "quiet.connect({ host: '127.0.0.1', port });",
        'quiet.recv(1);',
      ],
      at: 2,
      says: 'Deadlock: recv on descriptor 3 waits for what can never happen',
    },
    {
      what: 'a type error',
      lines: ['const text: string = port;', 'print(text);'],
      at: 0,
      says: "Type 'number' is not assignable to type 'string'. (TS2322)",
    },
    {
      what: 'a thrown error',
      lines: ['const none: string[] = [];', 'print(none[0]!.trim());'],
      at: 1,
      says: 'TypeError: Cannot read properties of undefined',
    },
    {
      what: 'a thrown text',
      lines: ["throw 'no';"],
      at: 0,
      says: "Thrown: 'no'",
    },
    {
      what: 'a promise that is rejected, and nobody looks',
      lines: ["void Promise.reject(new Error('unseen'));"],
      at: 0,
      says: 'Error: unseen',
    },
    {
      what: 'a module of Node',
      lines: ["void import('node:fs');"],
      at: 0,
      says: "There is no module 'node:fs' here.",
    },
    {
      what: 'code that is made of a text',
      lines: ["print(new Function('return 1')());"],
      at: 0,
      says: 'EvalError: the lab makes no function out of a text',
    },
    {
      what: 'what a worker inherits',
      lines: ['throw Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).fetch;'],
      at: 0,
      says: 'Thrown: undefined',
    },
    {
      what: 'too much output on the console',
      lines: ['for (;;) console.log(port);'],
      at: 0,
      says: 'Stopped here: more than 1,000 lines of output.',
    },
    {
      what: 'too much output',
      lines: ['for (;;) print(String(port));'],
      at: 0,
      says: 'Stopped here: more than 1,000 lines of output.',
    },
  ];
  await checkTyping(page);
  await checkCompletion(page);
  await checkIdeas(page);
  await checkSteps(page);
  for (const wrong of wrongs) await checkWrong(page, wrong);
  await checkStop(page);
  await checkReset(page);
  await checkLinks(page, baseUrl);
  await checkMissing(page, baseUrl);
}

/** Every key writes in the editor, `/` too, which opens the search elsewhere. */
async function checkTyping(page: Page): Promise<void> {
  await edit(page, []);
  await page.keyboard.type('// a remark');
  await expectText(page, '.cm-content', '// a remark');
}

/** Names are completed, and told with their types and what they do. */
async function checkCompletion(page: Page): Promise<void> {
  await edit(page, []);
  await page.keyboard.type('new Socket().setBl');
  await page.locator('.cm-completionInfo', { hasText: 'O_NONBLOCK' }).waitFor();
  await page.locator('.cm-completionLabel', { hasText: 'setBlocking' }).click();
  await page.locator('.cm-line', { hasText: 'new Socket().setBlocking' }).waitFor();
}

/** An idea sets the machine, and the address tells what is set. */
async function checkIdeas(page: Page): Promise<void> {
  const slider = page.getByLabel('Appetite of the other side');
  await page.getByRole('link', { name: /reads 50 MB a second/ }).click();
  await slider.and(page.locator('[aria-valuetext="50 MB a second"]')).waitFor();
  await page.getByRole('checkbox', { name: /^reset/ }).check();
  if (!page.url().endsWith('?appetite=50000&faults=reset')) {
    throw new Error(`the lab: the address ${page.url()} does not tell what is set`);
  }
  await page.getByRole('button', { name: 'The chapter’s machine again' }).click();
}

/** The run opens in the player, which knows the program's lines, and what lay in the buffers. */
async function checkSteps(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Step through the run' }).click();
  const dialog = page.locator('.stepper-dialog');
  await dialog.getByText('new Socket()').first().waitFor();
  await dialog.getByText('buffer of client-spin').waitFor();
  // The kernel of the lab knows exactly what lies in the buffers, and the send that fills one is near.
  for (
    let step = 0;
    !(await dialog.getByText('full: 2,500,000 bytes').isVisible());
    step++
  ) {
    if (step > 20) throw new Error('the lab: no send() fills the buffer in the player');
    await page.keyboard.press('ArrowRight');
  }
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** Something wrong: lines that are put into the program, and what is told of the one at `at`. */
interface Wrong {
  readonly what: string;
  readonly lines: readonly string[];
  readonly at: number;
  readonly says: string;
}

async function checkWrong(page: Page, { what, lines, at, says }: Wrong): Promise<void> {
  const line = await edit(page, lines);
  await run(page);
  await expectOutcome(page, says, what);
  await expectOutcome(page, `client-spin.ts, line ${line + at}:`, what);
  const marks = await page.locator('.cm-lintRange-error, .cm-lintPoint-error').count();
  if (marks === 0) throw new Error(`the lab: ${what} is not marked in the editor`);
}

/** A program that works for long can be stopped, by the button and by Escape. */
async function checkStop(page: Page): Promise<void> {
  await edit(page, ['for (;;) { for (let n = 0; n < 1e6; n++); new Socket().close(); }']);
  for (const stop of ['button', 'Escape']) {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('.lab-progress', { hasText: 'virtual time' }).waitFor();
    if (stop === 'button')
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
    else await page.keyboard.press('Escape');
    // By the reader, who has not waited until the page itself finds it too long.
    await expectOutcome(page, /^Stopped at [^:]*\.$/, `stopping by ${stop}`);
  }
}

/** An edit outlives the page, and the course's version comes back when asked for. */
async function checkReset(page: Page): Promise<void> {
  await page.reload();
  await expectText(page, '.lab-tabs', 'client-spin.ts (changed)');
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: /^Reset/ }).click();
  const text = await page.locator('.cm-content').innerText();
  if (text.includes('1e6')) throw new Error('the lab: Reset left the edit where it was');
}
