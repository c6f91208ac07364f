/** Buttons that copy: the code of a listing, or the command of a transcript alone. */

/** How long a button says that it has copied, in milliseconds. */
const SAID_MS = 2000;

/** Gives every block of code a button, and says aloud what came of pressing it. */
export function startCopying(): void {
  const blocks = document.querySelectorAll<HTMLElement>('.listing, .transcript .command');
  if (blocks.length === 0) return;
  const voice = document.createElement('div');
  voice.className = 'unseen';
  voice.setAttribute('role', 'status');
  document.body.append(voice);
  for (const block of blocks) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    const name = block.querySelector('pre')?.getAttribute('aria-label');
    button.setAttribute('aria-label', name ? `Copy ${name}` : 'Copy the command');
    button.addEventListener('click', () => void copy(block, button, voice));
    // After the caption and before the code, so that the keyboard meets it there.
    block.insertBefore(button, block.querySelector(':scope > pre'));
  }
}

async function copy(
  block: HTMLElement,
  button: HTMLButtonElement,
  voice: HTMLElement,
): Promise<void> {
  const label = button.getAttribute('aria-label') ?? '';
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(codeOf(block));
  } catch {
    // Forbidden, or no such thing where the page was not fetched over HTTPS.
    said = selectCode(block) ? 'Selected' : 'Not copied';
  }
  button.textContent = said;
  button.setAttribute('aria-label', said);
  voice.textContent = said;
  setTimeout(() => {
    button.textContent = 'Copy';
    button.setAttribute('aria-label', label);
    voice.textContent = '';
  }, SAID_MS);
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
