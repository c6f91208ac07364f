/**
 * The reader's place: the chapter that was read last, and how far in each. It is kept on this
 * device; a chapter that is opened anew offers to go on there, and so does the home page.
 */
import { element } from './browser/element.ts';
import { recall, remember } from './browser/memory.ts';

/** The last chapter, and where in it. */
interface ReadingPlace {
  /** Its path in the site. */
  readonly path: string;
  readonly title: string;
  /** The heading that was read last, unless it was none yet. */
  readonly id?: string;
  readonly heading?: string;
}

// Scripts lie in the folder assets/.
const ROOT = new URL('..', import.meta.url);

/** Offers to go on, where there is somewhere to go. */
export function startPlace(): void {
  if (document.body.classList.contains('chapter')) offerHere();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.go-on-last'))
    offerLast(link);
}

/** Keeps the place in the chapter that this page shows: below the heading with this id. */
export function keepPlace(id: string | undefined): void {
  if (!document.body.classList.contains('chapter') || scrollY === 0) return;
  const path = ownPath();
  const title = document.querySelector('h1')?.textContent ?? '';
  const heading = id === undefined ? undefined : headingOf(id);
  const place: ReadingPlace = {
    path,
    title,
    ...(id && { id }),
    ...(heading && { heading }),
  };
  remember('place', JSON.stringify(place));
  remember(`place:${path}`, id);
}

function ownPath(): string {
  return location.href.slice(ROOT.href.length).replace(/[?#].*$/, '');
}

function headingOf(id: string): string | undefined {
  const heading = document.getElementById(id)?.cloneNode(true);
  if (!(heading instanceof HTMLElement)) return undefined;
  heading.querySelector('.anchor')?.remove();
  return heading.textContent?.trim();
}

/** A page that is opened at its beginning, and was left further down, offers the way there. */
function offerHere(): void {
  const id = recall(`place:${ownPath()}`);
  if (id === undefined || location.hash !== '' || scrollY > 0) return;
  const heading = headingOf(id);
  if (heading === undefined) return;
  const link = element('a', { class: 'go-on', href: `#${id}` }, `Go on at “${heading}”`);
  document.querySelector('main')?.append(link);
  const isOver = () => scrollY > innerHeight / 2;
  const leave = () => {
    if (!isOver()) return;
    link.remove();
    removeEventListener('scroll', leave);
  };
  addEventListener('scroll', leave, { passive: true });
}

function offerLast(link: HTMLAnchorElement): void {
  const place = lastPlace();
  if (place === undefined) return;
  const fragment = place.id === undefined ? '' : `#${place.id}`;
  link.href = new URL(place.path + fragment, ROOT).href;
  const { title, heading } = place;
  link.textContent = `Go on: ${heading ? `${title}, ${heading}` : title}`;
  link.closest<HTMLElement>('[data-hidden]')?.removeAttribute('data-hidden');
}

function lastPlace(): ReadingPlace | undefined {
  try {
    const place: unknown = JSON.parse(recall('place') ?? '');
    const { path } = place as ReadingPlace;
    return typeof path === 'string' && /^chapters\/[\w-]+\/$/.test(path)
      ? (place as ReadingPlace)
      : undefined;
  } catch {
    // Nothing is kept, or something that an older page has kept in another way.
    return undefined;
  }
}
