/** Buttons that copy: the code of a listing, or the command of a transcript alone. */

import { element } from './browser/element.ts';

/** How long a button says that it has copied, in milliseconds. */
const SAID_MS = 2000;

/** Gives every block of code a button, and says aloud what came of pressing it. */
export function startCopying(): void {
  const blocks = document.querySelectorAll<HTMLElement>('.listing, .transcript .command');
  if (blocks.length === 0) return;
  const voice = element('div', { class: 'unseen', role: 'status' });
  document.body.append(voice);
  for (const block of blocks) {
    // After the caption and before the code, so that the keyboard meets it there.
    block.insertBefore(copyButton(block, voice), block.querySelector(':scope > pre'));
  }
}

function copyButton(block: HTMLElement, voice: HTMLElement): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'copy' });
  const name = block.querySelector('pre')?.getAttribute('aria-label');
  const label = name ? `Copy ${name}` : 'Copy the command';
  const say = (text: string, ariaLabel: string, aloud: string) => {
    button.textContent = text;
    button.setAttribute('aria-label', ariaLabel);
    voice.textContent = aloud;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', async () => {
    const said = await copy(block);
    say(said, said, said);
    clearTimeout(timer);
    timer = setTimeout(() => say('Copy', label, ''), SAID_MS);
  });
  say('Copy', label, '');
  return button;
}

/** Copies the code of a block, or else selects it; answers what came of it. */
async function copy(block: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(codeOf(block));
    return 'Copied';
  } catch {
    // Forbidden, or no such thing where the page was not fetched over HTTPS.
    return selectCode(block) ? 'Selected' : 'Not copied';
  }
}

/** The code as it stands in its file: without what a difference has removed. */
function codeOf(block: HTMLElement): string {
  const code = block.querySelector('code:not(figcaption code)')?.cloneNode(true);
  if (!(code instanceof Element)) return '';
  for (const removed of code.querySelectorAll('del')) removed.remove();
  return code.textContent ?? '';
}

function selectCode(block: HTMLElement): boolean {
  const code = block.querySelector('code:not(figcaption code)');
  if (code === null) return false;
  getSelection()?.selectAllChildren(code);
  return true;
}
