/** The pictures in the book: readers of books know neither variables nor a dark system. */

/** A picture of the repository with its colours written out. */
export function bookPicture(svg: string): string {
  const light = new Map(
    [...svg.matchAll(/--([a-z-]+):var\(--[a-z-]+,(#[0-9a-f]+)\)/gi)]
      .toReversed()
      .map(([, name = '', colour = '']) => [name, colour]),
  );
  return (
    svg
      .replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
      .replace(/--[a-z-]+:var\([^)]*\);?/gi, '')
      .replace(/var\(--([a-z-]+)\)/gi, (all, name: string) => light.get(name) ?? all)
      // What SVG 1.1 does not know, which books are held to.
      .replace(/ font-variant="tabular-nums"/g, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .trim()
  );
}
