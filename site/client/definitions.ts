/** What the terms of a page mean: shown while the mouse or the focus is on one. */

import { element } from './browser/element.ts';
import { fetchOnce } from './browser/fetch-once.ts';
import { explain, showPopover } from './popover.ts';
import type { ShownDefinition } from './shown-definition.ts';

type Definitions = Readonly<Record<string, ShownDefinition>>;

explain('a.term', (target) => contentOf(target as HTMLAnchorElement));

async function contentOf(term: HTMLAnchorElement): Promise<Node | undefined> {
  const glossary = new URL(term.href);
  const id = glossary.hash.slice(1);
  // Without an answer the link still leads to the glossary.
  const { href } = new URL('definitions.json', glossary);
  const definitions = await fetchOnce<Definitions>(href).catch(() => undefined);
  const definition = definitions?.[id];
  if (definition === undefined) return undefined;
  const { href: from } = new URL(definition.address, glossary);
  const content = element('p');
  content.innerHTML = definition.html;
  content.append(' ', element('a', { class: 'defined-in', href: from }, definition.from));
  return content;
}

/** Says at once what a term means. */
export function showDefinition(term: HTMLAnchorElement): void {
  void showPopover(term);
}
