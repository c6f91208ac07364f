/** How a chapter is measured. */
import { expect, test } from 'vitest';
import { formatMinutes, measure, readingMinutes } from './reading-time.ts';

test('measure() counts words of prose, and lines of code that are not blank', () => {
  const text = `# One title

Four words, a [link](with/its/address.md).

\`\`\`ts file=a.ts
const a = 1;

const b = 2;
\`\`\`

<!-- timeline x run="01 client" title="not read" -->
words below a picture
<!-- /timeline -->
`;
  expect(measure(text)).toEqual({ words: 6, lines: 2 });
});

test('readingMinutes() rounds up to the next five', () => {
  expect(readingMinutes({ words: 2000, lines: 30 })).toBe(15);
  expect(readingMinutes({ words: 1, lines: 0 })).toBe(5);
});

test('formatMinutes() names hours and minutes, and neither if there are none', () => {
  expect([50, 60, 195].map(formatMinutes)).toEqual(['50 min', '1 h', '3 h 15 min']);
});
