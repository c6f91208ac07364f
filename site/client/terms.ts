/**
 * Definitions on demand: a term shows what it means while the mouse or the focus is on it. What shows
 * it is fetched when somebody first comes to one.
 */

type Definitions = typeof import('./definitions.ts');

/** From when it is there, it listens itself. */
let definitions: Definitions | undefined;

/** Waits until somebody comes to a term: by mouse, by keyboard, by a touch. */
export function startTerms(): void {
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    // A finger comes to whatever it scrolls over.
    if (pointerType === 'mouse') void come(target);
  });
  document.addEventListener('focusin', ({ target }) => void come(target));
  document.addEventListener('click', (event) => {
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (isTouch) void touch(event);
  });
}

async function come(target: EventTarget | null): Promise<void> {
  const term = unexplained(target);
  if (term === undefined) return;
  try {
    const { showDefinition } = await fetched();
    if (term.matches(':hover, :focus-visible')) showDefinition(term);
  } catch (error) {
    // The term is a link still; whoever comes to one next tries again.
    console.warn(error);
  }
}

/** A touch shows first what the term means; without that, it is a link as any other. */
async function touch(event: MouseEvent): Promise<void> {
  const term = unexplained(event.target);
  if (term === undefined) return;
  event.preventDefault();
  try {
    const { showDefinition } = await fetched();
    showDefinition(term);
  } catch {
    location.assign(term.href);
  }
}

/** The term, while nothing that could explain it is there. */
function unexplained(target: EventTarget | null): HTMLAnchorElement | undefined {
  if (definitions !== undefined || !(target instanceof Element)) return undefined;
  return target.closest<HTMLAnchorElement>('a.term') ?? undefined;
}

async function fetched(): Promise<Definitions> {
  definitions = await import('./definitions.ts');
  return definitions;
}
