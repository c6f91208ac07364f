/** The way to the search: a button in the bar, and the key `/`. The rest is loaded when it is used. */

/** Puts the button into the bar; without a script there is none, and the index pages serve. */
export function startSearch(): void {
  const tools = document.querySelector('.bar .tools');
  if (tools === null) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'search-button';
  button.setAttribute('aria-keyshortcuts', '/');
  button.innerHTML = 'Search <kbd aria-hidden="true">/</kbd>';
  button.addEventListener('click', () => void open());
  tools.prepend(button);
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isForWriting(event.target)) return;
    event.preventDefault();
    void open();
  });
}

async function open(): Promise<void> {
  const { openSearch } = await import('./search/dialog.ts');
  openSearch();
}

function isForWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
