/** Definitions on demand: a term shows what it means while the mouse or the focus is on it. */
import { explain } from './popover.ts';

/** What the glossary says of a term; the address is seen from the glossary. */
interface ShownDefinition {
  readonly html: string;
  readonly from: string;
  readonly address: string;
}

let definitions: Promise<Readonly<Record<string, ShownDefinition>>> | undefined;

/** Shows definitions at all terms of the page. */
export function startTerms(): void {
  if (document.querySelector('a.term') === null) return;
  explain('a.term', (target) => contentOf(target as HTMLAnchorElement));
}

async function contentOf(term: HTMLAnchorElement): Promise<Node | undefined> {
  const glossary = new URL(term.href);
  const id = glossary.hash.slice(1);
  // Without an answer the link still leads to the glossary.
  definitions ??= fetch(new URL('definitions.json', glossary)).then((answer) =>
    answer.json(),
  );
  const definition = (await definitions.catch(() => undefined))?.[id];
  if (definition === undefined) return undefined;
  const content = document.createElement('p');
  content.innerHTML = definition.html;
  const link = document.createElement('a');
  link.href = new URL(definition.address, glossary).href;
  link.className = 'defined-in';
  link.textContent = definition.from;
  content.append(' ', link);
  return content;
}
