import { expect, it } from 'vitest';
import { html } from '../page/markup.ts';
import { sectionsOf } from './sections.ts';

it('cuts a page at its headings, knows their anchors and their text, and leaves out what is empty', () => {
  const main = html`<h1 id="x">X</h1><p>One.</p><h2 id="run">Run <code>a &amp; b</code><a class="anchor" href="#run">#</a></h2><p>Two.</p><h2 id="look">Look</h2><h3 id="then">Then</h3><p>Three.</p>`;
  const sections = sectionsOf({ kind: 'chapter', main });
  expect(sections.map(({ anchor, heading }) => [anchor, heading])).toEqual([
    ['', ''],
    ['run', 'Run a &amp; b'],
    ['then', 'Then'],
  ]);
  expect(sections.at(-1)?.main).toBe('<h3 id="then">Then</h3><p>Three.</p>');
});

it('leaves out what is alike in all exercises', () => {
  const main = html`<h1 id="x">X</h1><p>Do.</p><h2 id="begin">Begin</h2><p>npx course</p>`;
  const sections = sectionsOf({ kind: 'exercise', main });
  expect(sections).toEqual([
    { anchor: '', heading: '', main: '<h1 id="x">X</h1><p>Do.</p>' },
  ]);
});
