/** Cuts Markdown into sentences. */

// A sentence ends where the next one begins: a capital, code, bold or a parenthesis after a space.
const BOUNDARY = /[.?!][)”"]?\s+(?=[\p{Lu}`*_(“"])/gu;

/** The sentence in which a stretch of the text stands, on one line, without a parenthesis around it. */
export function sentenceAround(text: string, start: number, end: number): string {
  const starts = [0];
  for (const { 0: mark, index } of text.matchAll(BOUNDARY))
    starts.push(index + mark.length);
  const first = starts.findLast((each) => each <= start) ?? 0;
  const next = starts.find((each) => each >= end) ?? text.length;
  const sentence = text.slice(first, next).replace(/\s+/g, ' ').trim();
  const opened = sentence.split('(').length - sentence.split(')').length;
  if (sentence.startsWith('(') && (opened > 0 || sentence.endsWith(')'))) {
    return sentence.slice(1, opened > 0 ? undefined : -1);
  }
  return opened < 0 && sentence.endsWith(')') ? sentence.slice(0, -1) : sentence;
}
