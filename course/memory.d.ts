/** What `lib/typescript/memory.js` exports. It is JavaScript, because it comes before TypeScript can be read. */
declare module '*/typescript/memory.js' {
  /** What `make(text, path)` makes of the text of a file, or made of the same text before. */
  export function remembered(
    path: string,
    make: (text: string, path: string) => string,
  ): string;
}
