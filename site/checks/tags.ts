/** The tags in a page's text, as far as checks without a browser need them. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
};

/** All tags that open an element, as they stand there. */
export function tagsIn(text: string): string[] {
  return text.match(/<[a-z][^\s>]*(?:\s+[^\s=>]+(?:="[^"]*")?)*\s*\/?>/gi) ?? [];
}

/** The ids of a page's elements, as often as they are given. */
export function idsIn(text: string): string[] {
  return tagsIn(text).flatMap((tag) => {
    const [, id] = /\sid="([^"]*)"/.exec(tag) ?? [];
    return id === undefined ? [] : [unescaped(id)];
  });
}

/** What an attribute says, without the entities that stand for its quotation marks and the like. */
export function unescaped(text: string): string {
  return text.replace(
    /&(?:amp|quot|lt|gt|#39);/g,
    (entity) => ENTITIES[entity] ?? entity,
  );
}
