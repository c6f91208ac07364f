/**
 * What the development server adds to a page: it is loaded anew when it has changed, at the same
 * place and with the same details open, and a strip tells what keeps it from being built.
 */

/** Where a reader was on a page. */
interface PlaceOnPage {
  /** The last anchor above the top of the window, and how far above it. */
  readonly anchor: string | undefined;
  readonly above: number;
  /** The names of the details that were open. */
  readonly open: readonly string[];
}

const KEY = `place before reload of ${location.pathname}`;

returnToPlace();
listen();

function listen(): void {
  const script = document.querySelector<HTMLElement>('script[data-version]');
  const query = new URLSearchParams({
    page: location.pathname,
    version: script?.dataset.version ?? '',
  });
  const events = new EventSource(`/.serve/events?${query}`);
  events.addEventListener('changed', () => {
    events.close();
    sessionStorage.setItem(KEY, JSON.stringify(currentPlace()));
    location.reload();
  });
  events.addEventListener('fault', ({ data }) => showFault(JSON.parse(data) as string));
  events.addEventListener('mended', () =>
    document.querySelector('.build-fault')?.remove(),
  );
}

function showFault(text: string): void {
  let strip = document.querySelector('.build-fault');
  if (strip === null) {
    strip = document.createElement('div');
    strip.className = 'build-fault';
    strip.setAttribute('role', 'alert');
    document.body.append(strip);
  }
  strip.textContent = text;
}

function currentPlace(): PlaceOnPage {
  const above = [...document.querySelectorAll<HTMLElement>('main [id]')].filter(
    (element) => element.getBoundingClientRect().top <= 0,
  );
  const last = above.at(-1);
  return {
    anchor: last?.id,
    above: last?.getBoundingClientRect().top ?? -scrollY,
    open: [...namedDetails()].flatMap(([name, { open }]) => (open ? [name] : [])),
  };
}

function returnToPlace(): void {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return;
  sessionStorage.removeItem(KEY);
  const { anchor, above, open } = JSON.parse(text) as PlaceOnPage;
  const details = namedDetails();
  for (const name of open) details.get(name)?.setAttribute('open', '');
  // The browser would go to where it was in pixels.
  history.scrollRestoration = 'manual';
  const element = anchor === undefined ? undefined : document.getElementById(anchor);
  const top = element ? element.getBoundingClientRect().top + scrollY : 0;
  scrollTo({ top: top - above });
}

/** All details, named by their summary and by how many of that summary come before. */
function namedDetails(): Map<string, HTMLDetailsElement> {
  const named = new Map<string, HTMLDetailsElement>();
  for (const details of document.querySelectorAll('details')) {
    const summary = details.querySelector('summary')?.textContent ?? '';
    let name = summary;
    for (let again = 1; named.has(name); again += 1) name = `${summary} ${again}`;
    named.set(name, details);
  }
  return named;
}
