/** A picture in the book has its colours written out. */
import { expect, test } from 'vitest';
import { bookPicture } from './pictures.ts';

test('bookPicture() writes the light colours in place of the variables', () => {
  const svg =
    '<svg><style>.a{--ink:var(--timeline-ink,#1d2433);x:1}@media (prefers-color-scheme:dark){.a{--ink:var(--timeline-ink,#e6e9ef)}}.a text{fill:var(--ink)}</style></svg>\n<!-- recorded -->\n';
  expect(bookPicture(svg)).toBe('<svg><style>.a{x:1}.a text{fill:#1d2433}</style></svg>');
});
