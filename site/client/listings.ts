/**
 * Listings that answer: whoever points at a name, touches it or walks to it with the arrow keys is
 * told what it is. All of that is loaded when somebody first does.
 */

const BLOCK = 'pre[data-names], .transcript pre:has(.varies)';

/** The blocks that somebody has come near, until their names are there. */
const opening = new Map<HTMLElement, ReturnType<typeof openBlock>>();

/** Waits until somebody comes near a block of code: by mouse, by keyboard, by a touch. */
export function startListings(): void {
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    // A finger comes near whatever it scrolls over.
    if (pointerType === 'mouse') void open(target);
  });
  document.addEventListener('focusin', ({ target }) => void open(target));
  document.addEventListener('click', async ({ target, clientX, clientY }) => {
    // What was touched had no name yet, and has one now.
    const block = await open(target);
    block?.showAt(clientX, clientY);
  });
}

async function open(target: EventTarget | null) {
  const block = target instanceof Element ? target.closest<HTMLElement>(BLOCK) : null;
  if (block === null) return undefined;
  if (block.dataset.walks === undefined) {
    block.dataset.walks = '';
    opening.set(block, openBlock(block));
  }
  return opening.get(block);
}

async function openBlock(block: HTMLElement) {
  try {
    const explained = await import('./explained-block.ts');
    await explained.openBlock(block);
    return explained;
  } catch (error) {
    // The listing is complete without; whoever comes near it next tries again.
    console.warn(error);
    delete block.dataset.walks;
    return undefined;
  } finally {
    opening.delete(block);
  }
}
