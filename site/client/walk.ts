/**
 * Walking through a block with the arrow keys: the block is one stop of the Tab key, whatever it
 * holds. From the block, → leads to its first piece; ← and → to the pieces beside it, ↑ and ↓ to
 * those above and below, Home and End to the first and the last.
 */

/** What a screen reader says of a block that can be walked through. */
const HINT = 'The right arrow key leads through what is explained in it.';

/** Lets the keyboard walk through the pieces of a block. */
export function walk(block: HTMLElement, selector: string): void {
  block.setAttribute('aria-description', HINT);
  let current: HTMLElement | undefined;
  const go = (to: HTMLElement) => {
    if (current !== undefined) current.tabIndex = -1;
    current = to;
    block.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  block.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const pieces = [...block.querySelectorAll<HTMLElement>(selector)];
    const to = destination(
      pieces,
      pieces.indexOf(event.target as HTMLElement),
      event.key,
    );
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  // Whoever comes back to the block by Tab begins where they were, or at the block itself.
  block.addEventListener('focusin', ({ target }) => {
    if (target !== block) listenToKeys(block, true);
  });
  block.addEventListener('focusout', () => listenToKeys(block, false));
}

/** While a piece has the focus, a screen reader leaves the arrow keys to us. */
function listenToKeys(block: HTMLElement, isWalking: boolean): void {
  block.setAttribute('role', isWalking ? 'application' : 'group');
}

function destination(
  pieces: readonly HTMLElement[],
  at: number,
  key: string,
): HTMLElement | undefined {
  const here = pieces[at];
  if (here === undefined) return key === 'ArrowRight' ? pieces[0] : undefined;
  if (key === 'ArrowRight') return pieces[at + 1];
  if (key === 'ArrowLeft') return pieces[at - 1];
  if (key === 'Home') return pieces[0];
  if (key === 'End') return pieces.at(-1);
  if (key === 'ArrowDown') return nearestInLine(here, pieces.slice(at + 1));
  return key === 'ArrowUp'
    ? nearestInLine(here, pieces.slice(0, at).reverse())
    : undefined;
}

/** Of the first line in which there are any, the piece that is nearest to being above or below. */
function nearestInLine(
  here: HTMLElement,
  candidates: readonly HTMLElement[],
): HTMLElement | undefined {
  const { top, bottom, left } = here.getBoundingClientRect();
  const isApart = (piece: HTMLElement) => {
    const middle = middleOf(piece);
    return middle < top || middle > bottom;
  };
  const first = candidates.find(isApart);
  if (first === undefined) return undefined;
  const line = first.getBoundingClientRect();
  const distance = (piece: HTMLElement) =>
    Math.abs(piece.getBoundingClientRect().left - left);
  return candidates
    .filter((piece) => middleOf(piece) > line.top && middleOf(piece) < line.bottom)
    .reduce((best, piece) => (distance(piece) < distance(best) ? piece : best), first);
}

function middleOf(piece: HTMLElement): number {
  const { top, bottom } = piece.getBoundingClientRect();
  return (top + bottom) / 2;
}
