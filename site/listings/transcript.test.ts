import { describe, expect, it } from 'vitest';
import { transcriptHtml } from './transcript.ts';

const content = `$ npx course run 01 client
server | listening on 127.0.0.1:35351
client | sent 12 bytes
(exit code 1)
`;

const render = (...varies: RegExp[]) =>
  transcriptHtml(content, { kind: 'transcript', varies, anyOrder: false }).text;

describe('transcriptHtml()', () => {
  it('sets the command apart from what it printed, and tells how it ended', () => {
    const html = render();
    expect(html).toContain('<code>npx course run 01 client</code>');
    expect(html).toContain('aria-label="Output of npx course run 01 client"');
    expect(html).toContain('<p class="outcome">exit code 1</p>');
    expect(html).not.toContain('(exit code 1)');
  });

  it('sets the names of the programs back', () => {
    expect(render()).toContain('<span class="label">server |</span> listening on');
  });

  it('may be folded on a phone, unless words stand below each other in columns', () => {
    expect(render()).toContain('<pre class="wraps" ');
    const columns = '$ npx course list\n01  blocking\n02  threads\n';
    const table = { kind: 'transcript', varies: [], anyOrder: false } as const;
    expect(transcriptHtml(columns, table).text).not.toContain('class="wraps"');
  });

  it('is as wide as the text and its margin if a line is too long for the text', () => {
    const wide = `$ npx course list\n${'long '.repeat(14)}\n`;
    const purpose = { kind: 'transcript', varies: [], anyOrder: false } as const;
    expect(transcriptHtml(wide, purpose).text).toContain('class="transcript wide"');
    expect(render()).toContain('class="transcript"');
  });

  it('marks what varies, and names it for those who do not see the marks', () => {
    const html = render(/127\.0\.0\.1:(\d+)$/dgm, /sent (\d+) bytes/dgm);
    expect(html).toContain('127.0.0.1:<span class="varies">35351</span>\n');
    expect(html).toContain('sent <span class="varies">12</span> bytes');
    expect(html).toContain('class="unseen">Differs from run to run: 35351, 12.<');
  });

  it('marks what varies over several lines in each of them, but no label', () => {
    const html = render(/server \|[\s\S]*?sent/dgm);
    expect(html).toContain('<span class="label">server |</span> <span class="varies">');
    expect(html).toContain(
      '<span class="label">client |</span> <span class="varies">sent</span> 12',
    );
  });
});
