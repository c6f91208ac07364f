/**
 * The page's one popover: a few words about a piece of the page, shown while the mouse is on the
 * piece or the keyboard's focus is in it. A touch shows it too, and a touch elsewhere, Escape or
 * leaving puts it away. The mouse may move onto it, to follow a link or to select its text, and Tab
 * leads into it where it has links, and from there on behind the piece.
 */

/** What a popover says about a piece: nothing if `undefined`. */
type PopoverContent = (
  target: HTMLElement,
) => Node | undefined | Promise<Node | undefined>;

/** How long the mouse must rest on a piece, and may be away from it, in milliseconds. */
const REST_MS = 120;
const AWAY_MS = 220;

/** The space between the piece and the popover, and around the popover, in pixels. */
const GAP = 6;
const MARGIN = 8;

const sources: { readonly selector: string; readonly content: PopoverContent }[] = [];
let element: HTMLElement | undefined;
let shown: HTMLElement | undefined;
let wanted: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a popover for whatever a selector finds, now or later, with what `content` says. */
export function explain(selector: string, content: PopoverContent): void {
  if (sources.length === 0) listen();
  sources.push({ selector, content });
}

/** Shows the popover of a piece at once; it need not wait for the mouse or the focus. */
export async function showPopover(target: HTMLElement): Promise<void> {
  clearTimeout(timer);
  wanted = target;
  if (shown === target) return;
  const source = sources.find(({ selector }) => target.matches(selector));
  const content = await source?.content(target);
  // Something else may have been asked for, or nothing any more.
  if (wanted !== target) return;
  hide();
  if (content === undefined || !target.isConnected) return;
  element ??= create();
  const popover = element;
  popover.replaceChildren(content);
  popover.showPopover();
  place(popover, target);
  introduce(popover, target);
  shown = target;
}

/** A tooltip has nothing in it that can be used: with links it is a dialog, though not a modal one. */
function introduce(popover: HTMLElement, target: HTMLElement): void {
  target.setAttribute('aria-describedby', popover.id);
  if (linksIn(popover).length === 0) {
    popover.setAttribute('role', 'tooltip');
    popover.removeAttribute('aria-label');
    return;
  }
  popover.setAttribute('role', 'dialog');
  popover.setAttribute('aria-label', `About ${target.textContent}`);
  target.setAttribute('aria-haspopup', 'dialog');
  target.setAttribute('aria-expanded', 'true');
}

/** Puts the popover away. */
function hidePopover(): void {
  clearTimeout(timer);
  wanted = undefined;
  hide();
}

function hide(): void {
  for (const name of ['aria-describedby', 'aria-haspopup', 'aria-expanded']) {
    shown?.removeAttribute(name);
  }
  shown = undefined;
  if (element?.matches(':popover-open')) element.hidePopover();
}

function create(): HTMLElement {
  const popover = document.createElement('div');
  popover.id = 'popover';
  popover.className = 'popover';
  popover.popover = 'manual';
  popover.setAttribute('aria-live', 'polite');
  popover.addEventListener('pointerenter', () => clearTimeout(timer));
  popover.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse') timer = setTimeout(hidePopover, AWAY_MS);
  });
  document.body.append(popover);
  return popover;
}

/** Below the piece where there is room, else above it; within the window in any case. */
function place(popover: HTMLElement, target: HTMLElement): void {
  const { innerHeight } = window;
  // Without what is kept free for a scroll bar.
  const { right: innerWidth } = document.body.getBoundingClientRect();
  // A piece that goes over several lines is met at its first.
  const at = target.getClientRects()[0] ?? target.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = Math.max(MARGIN, Math.min(at.left, innerWidth - width - MARGIN));
  const isRoomBelow = at.bottom + GAP + height + MARGIN <= innerHeight;
  const top = isRoomBelow ? at.bottom + GAP : Math.max(MARGIN, at.top - GAP - height);
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}

function listen(): void {
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType !== 'mouse') return;
    const piece = pieceAround(target);
    if (piece === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => void showPopover(piece), shown ? 0 : REST_MS);
  });
  document.addEventListener('pointerout', ({ target, pointerType }) => {
    if (pointerType !== 'mouse' || pieceAround(target) === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(hidePopover, AWAY_MS);
  });
  document.addEventListener('focusin', ({ target }) => {
    const piece = pieceAround(target);
    if (piece !== undefined && target instanceof Element) {
      if (target.matches(':focus-visible')) void showPopover(piece);
    } else if (!isInPopover(target)) hidePopover();
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (pieceAround(target) !== undefined && !isInPopover(relatedTarget)) hidePopover();
  });
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', (event) => {
    if (shown === undefined) return;
    if (event.key === 'Tab') tabThrough(event, shown);
    if (event.key !== 'Escape') return;
    if (isInPopover(document.activeElement)) shown.focus();
    hidePopover();
    event.preventDefault();
  });
  // What scrolls or turns moves the piece away from under it.
  for (const event of ['scroll', 'resize']) {
    window.addEventListener(event, keepInPlace, { capture: true, passive: true });
  }
}

/** The popover lies at the end of the page, and for the Tab key right behind its piece. */
function tabThrough(event: KeyboardEvent, piece: HTMLElement): void {
  const stops = [piece, ...linksIn(element)];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const next = stops[at + (event.shiftKey ? -1 : 1)];
  if (next !== undefined) event.preventDefault();
  // Behind the last link the browser goes on from the piece.
  (next ?? piece).focus();
}

/** A touch on a piece shows its popover first; what it links to is linked in there too. */
function onClick(event: MouseEvent): void {
  const { target } = event;
  const piece = pieceAround(target);
  if (piece === undefined) {
    if (!isInPopover(target)) hidePopover();
    return;
  }
  const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
  if (!isTouch) return;
  event.preventDefault();
  if (shown === piece) hidePopover();
  else void showPopover(piece);
}

function keepInPlace(): void {
  if (shown === undefined || element === undefined) return;
  const { top, bottom } = shown.getBoundingClientRect();
  if (bottom < 0 || top > window.innerHeight) hidePopover();
  else place(element, shown);
}

function pieceAround(target: EventTarget | null): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  const all = sources.map(({ selector }) => selector).join();
  return target.closest<HTMLElement>(all) ?? undefined;
}

function linksIn(popover: HTMLElement | undefined): HTMLElement[] {
  return [...(popover?.querySelectorAll('a') ?? [])];
}

function isInPopover(target: EventTarget | null): boolean {
  return target instanceof Node && element?.contains(target) === true;
}
