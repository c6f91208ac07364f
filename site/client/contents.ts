/** The table of contents follows the reading: it marks the heading that the reader is below. */

/** Starts to follow. Calls `tell` with the heading's id each time that it is another. */
export function startContents(tell: (id: string | undefined) => void): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.contents a'))
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  const headings = [...links.keys()]
    .map((id) => document.getElementById(id))
    .filter((heading) => heading !== null);
  if (headings.length === 0) return;

  let current: string | undefined;
  let isPlanned = false;
  const follow = () => {
    isPlanned = false;
    const read = headings.filter((heading) => isAbove(heading));
    const id = (headings.find(isAimedAt) ?? read.at(-1))?.id;
    if (id === current) return;
    mark(links, current, id);
    current = id;
    tell(id);
  };
  addEventListener(
    'scroll',
    () => {
      if (!isPlanned) requestAnimationFrame(follow);
      isPlanned = true;
    },
    { passive: true },
  );
  follow();
}

/** Whether a heading has passed the upper third of the window, where the eyes are. */
function isAbove(heading: HTMLElement): boolean {
  return heading.getBoundingClientRect().top < innerHeight / 3;
}

/** Whether a link has led to a heading, which is still in sight: others may be close below it. */
function isAimedAt(heading: HTMLElement): boolean {
  const isInSight = heading.getBoundingClientRect().top >= 0;
  return isInSight && heading.matches(':target') && isAbove(heading);
}

function mark(
  links: ReadonlyMap<string, HTMLAnchorElement>,
  before: string | undefined,
  now: string | undefined,
): void {
  if (before !== undefined) links.get(before)?.removeAttribute('aria-current');
  const link = now === undefined ? undefined : links.get(now);
  if (link === undefined) return;
  link.setAttribute('aria-current', 'location');
  keepInSight(link);
}

/** Scrolls the column, never the page. */
function keepInSight(link: HTMLElement): void {
  const column = link.closest<HTMLElement>('.aside');
  if (column === null || column.scrollHeight <= column.clientHeight) return;
  const { top, bottom } = link.getBoundingClientRect();
  const frame = column.getBoundingClientRect();
  if (top < frame.top + 40) column.scrollTop += top - frame.top - 80;
  else if (bottom > frame.bottom - 40) column.scrollTop += bottom - frame.bottom + 80;
}
