/** What the names in listings are, and what the marks in transcripts mean. */
import { fetchOnce } from './browser/fetch-once.ts';
import type { NamesFile, ShownFact } from './names-file.ts';
import { explain, showPopover } from './popover.ts';
import { walk } from './walk.ts';

const facts = new WeakMap<HTMLElement, ShownFact>();

explain('.name', (name) => {
  const fact = facts.get(name);
  return fact && describe(fact);
});
explain('.varies', () => {
  const sentence = document.createElement('p');
  sentence.textContent = 'Differs from run to run.';
  return sentence;
});

/**
 * Makes the names of a listing, or the marks of a transcript, tell what they are. Throws TypeError or
 * Error if what is to be told cannot be fetched.
 */
export async function openBlock(block: HTMLElement): Promise<void> {
  const [address, place] = block.dataset.names?.split('#') ?? [];
  if (address === undefined) {
    walk(block, '.varies');
    return;
  }
  const { facts, blocks } = await fetchOnce<NamesFile>(address);
  mark(block, blocks[Number(place)] ?? [], facts);
  walk(block, '.name');
}

/** Says at once what is at a place of the window, in pixels, if there is a name or a mark. */
export function showAt(x: number, y: number): void {
  const piece = document.elementFromPoint(x, y)?.closest<HTMLElement>('.name, .varies');
  if (piece) void showPopover(piece);
}

/** Puts an element around each name, from the last to the first: what lies before stays in place. */
function mark(
  block: HTMLElement,
  names: readonly number[],
  known: readonly ShownFact[],
): void {
  const texts = textsIn(block);
  const found: { node: Text; at: number; length: number; fact: ShownFact }[] = [];
  let place = 0;
  let index = 0;
  for (let at = 0; at < names.length; at += 3) {
    const [gap = 0, length = 0, which = 0] = names.slice(at, at + 3);
    const start = place + gap;
    place = start + length;
    while ((texts[index]?.end ?? Number.POSITIVE_INFINITY) <= start) index += 1;
    const text = texts[index];
    const fact = known[which];
    // A name that two colours share is left as it is.
    if (text === undefined || fact === undefined || place > text.end) continue;
    found.push({ node: text.node, at: start - text.start, length, fact });
  }
  for (const { node, at, length, fact } of found.reverse()) {
    const name = elementFor(fact);
    node.splitText(at + length);
    const word = node.splitText(at);
    word.replaceWith(name);
    name.append(word);
    facts.set(name, fact);
  }
}

/** The texts of a block, and where each starts and ends; what was removed does not count. */
function textsIn(block: HTMLElement): { node: Text; start: number; end: number }[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const texts: { node: Text; start: number; end: number }[] = [];
  let end = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest('del')) continue;
    const start = end;
    end += node.data.length;
    texts.push({ node, start, end });
  }
  return texts;
}

function elementFor([, , address]: ShownFact): HTMLElement {
  if (address === undefined) {
    const name = document.createElement('span');
    name.className = 'name';
    return name;
  }
  const link = document.createElement('a');
  link.className = 'name';
  link.href = address;
  // The block is one stop for the keyboard, however many names it has.
  link.tabIndex = -1;
  return link;
}

function describe([code, sentence, address]: ShownFact): Node {
  const parts = document.createDocumentFragment();
  const signature = document.createElement('code');
  signature.className = 'signature';
  signature.innerHTML = code;
  parts.append(signature);
  if (sentence) {
    const paragraph = document.createElement('p');
    paragraph.innerHTML = sentence;
    parts.append(paragraph);
  }
  if (address !== undefined) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = 'More about it';
    const paragraph = document.createElement('p');
    paragraph.append(link);
    parts.append(paragraph);
  }
  return parts;
}
