/** The first sentence of a docstring, in one line. */
export function firstSentence(text: string): string {
  const [paragraph = ''] = text.trim().split(/\n\s*\n/);
  const line = paragraph.replace(/\s+/g, ' ').trim();
  // A full stop within `server.ts` or before a small letter ends nothing.
  return /^.*?[.!?](?=\s+["“(]?\p{Lu}|$)/u.exec(line)?.[0] ?? line;
}
