import createMarkdown from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { tables } from './tables.ts';

const markdown = createMarkdown().use(tables);

/** A table of one row under these heads. */
function tableOf(...heads: string[]): string {
  const row = (cell: (head: string) => string) => `|${heads.map(cell).join('|')}|\n`;
  return markdown.render(row((head) => head) + row(() => '---:') + row(() => '1'));
}

describe('tables()', () => {
  it('lets the keyboard reach a table that may have to be slid, under the names of its columns', () => {
    expect(tableOf('Call', '`select` & *poll*', 'ms')).toContain(
      '<div class="table" tabindex="0" role="group" aria-label="Table: Call, select &amp; poll, ms"><table>',
    );
    expect(tableOf('Call', 'ms')).toContain('<div class="table"><table>');
  });

  it('aligns columns by classes', () => {
    expect(tableOf('ms')).toContain('<td class="end">1</td>');
  });
});
