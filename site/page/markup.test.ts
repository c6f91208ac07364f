import { describe, expect, it } from 'vitest';
import { escapeHtml, html, trusted } from './markup.ts';

describe('html', () => {
  it('escapes every text that it is given, in attributes too', () => {
    const text = `<b>"you" & 'me'</b>`;
    const shown = `&lt;b&gt;&quot;you&quot; &amp; 'me'&lt;/b&gt;`;
    expect(html`<p title="${text}">${text}</p>`.text).toBe(
      `<p title="${shown}">${shown}</p>`,
    );
    expect(escapeHtml(text)).toBe(shown);
  });

  it('passes on what is HTML already', () => {
    const inner = html`<b>${'a < b'}</b>`;
    expect(html`<p>${inner}${trusted('<i>&amp;</i>')}</p>`.text).toBe(
      '<p><b>a &lt; b</b><i>&amp;</i></p>',
    );
  });

  it('shows lists piece by piece, numbers, and nothing for undefined and false', () => {
    const pieces = ['<', html`<br>`, [1, ['&']]];
    expect(html`${pieces}|${0}|${undefined}|${false}|${''}|`.text).toBe(
      '&lt;<br>1&amp;|0||||',
    );
  });
});
