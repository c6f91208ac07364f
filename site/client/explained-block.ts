/** What the names in listings are, and what the marks in transcripts mean. */
import { element } from './browser/element.ts';
import { fetchOnce } from './browser/fetch-once.ts';
import type { Explanation, ExplanationsFile } from './explanations-file.ts';
import { explain, showPopover } from './popover.ts';
import { walk } from './walk.ts';

const explanationOf = new WeakMap<HTMLElement, Explanation>();

explain('.name', (name) => {
  const explanation = explanationOf.get(name);
  return explanation && contentOf(explanation);
});
explain('.varies', () => element('p', {}, 'Differs from run to run.'));

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
  const { explanations, blocks } = await fetchOnce<ExplanationsFile>(address);
  mark(block, blocks[Number(place)] ?? [], explanations);
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
  known: readonly Explanation[],
): void {
  const texts = textsIn(block);
  const found: { node: Text; at: number; length: number; explanation: Explanation }[] =
    [];
  let place = 0;
  let index = 0;
  for (let at = 0; at < names.length; at += 3) {
    const [gap = 0, length = 0, which = 0] = names.slice(at, at + 3);
    const start = place + gap;
    place = start + length;
    while ((texts[index]?.end ?? Number.POSITIVE_INFINITY) <= start) index += 1;
    const text = texts[index];
    const explanation = known[which];
    // A name that two colours share is left as it is.
    if (text === undefined || explanation === undefined || place > text.end) continue;
    found.push({ node: text.node, at: start - text.start, length, explanation });
  }
  for (const { node, at, length, explanation } of found.reverse()) {
    const name = elementFor(explanation);
    node.splitText(at + length);
    const word = node.splitText(at);
    word.replaceWith(name);
    name.append(word);
    explanationOf.set(name, explanation);
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

function elementFor([, , address]: Explanation): HTMLElement {
  if (address === undefined) return element('span', { class: 'name' });
  // The block is one stop for the keyboard, however many names it has.
  return element('a', { class: 'name', href: address, tabindex: -1 });
}

function contentOf([code, sentence, address]: Explanation): Node {
  const signature = element('code', { class: 'signature' });
  signature.innerHTML = code;
  const content = document.createDocumentFragment();
  content.append(signature);
  if (sentence) {
    const paragraph = element('p');
    paragraph.innerHTML = sentence;
    content.append(paragraph);
  }
  if (address !== undefined) {
    content.append(element('p', {}, element('a', { href: address }, 'More about it')));
  }
  return content;
}
